// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/** IAM's wildcards: {@code *} stands for any run of characters, {@code ?} for exactly one. */
final class Wildcard {
    private Wildcard() {}

    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return onlyStars(pattern, p);
    }

    private static boolean onlyStars(String pattern, int from) {
        return pattern.chars().skip(from).allMatch(c -> c == '*');
    }
}
