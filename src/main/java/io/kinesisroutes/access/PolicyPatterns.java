// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.List;
import java.util.Locale;

/** An Action or Resource element, or, negated, NotAction or NotResource: everything but what it lists. */
record PolicyPatterns(List<String> patterns, boolean negated) {

    static final PolicyPatterns EVERYTHING = new PolicyPatterns(List.of("*"), false);

    boolean matches(String value) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, value)) != negated;
    }

    boolean matchesIgnoringCase(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), lower)) != negated;
    }

    static boolean isWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** IAM's wildcards: {@code *} for any run of characters, {@code ?} for one. */
    static boolean matches(String pattern, String text) {
        int afterStar = -1;
        int retry = 0;
        int p = 0;
        int t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterStar = ++p;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++retry;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
