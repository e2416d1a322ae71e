// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands on a command line in a place where a secret would: the value of what is named like one, and of every setting,
 * whose name may be mistyped. Immutable.
 */
final class SecretWords {

    private static final Pattern NAMED = Pattern.compile(
            "[^=]*(?:secret|token|password|credential)[^=]*?(?:=(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Options have no dot in their names, settings have. */
    private static final Pattern SETTING = Pattern.compile("[^=]*\\.[^=]*(=.+)", Pattern.DOTALL);

    private static final String HIDDEN = "(hidden)";

    private final List<String> secrets = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();

    SecretWords(String... words) {
        for (int i = 0; i < words.length; i++) {
            Matcher matcher = NAMED.matcher(words[i]);
            if (matcher.matches()) {
                add(matcher.group(1));
                // Where a blank took the place of the equals sign.
                boolean apart = matcher.group(1) == null || matcher.group(1).isEmpty();
                if (apart && i + 1 < words.length && !words[i + 1].startsWith("-")) {
                    add(words[i + 1].replaceFirst("^=", ""));
                }
                continue;
            }
            Matcher setting = SETTING.matcher(words[i]);
            if (setting.matches()) {
                assignments.add(setting.group(1));
            }
        }
        // One may be part of another.
        secrets.sort(Comparator.comparing(String::length).reversed());
        assignments.sort(Comparator.comparing(String::length).reversed());
    }

    private void add(String secret) {
        if (secret != null && !secret.isBlank()) {
            secrets.add(secret);
        }
    }

    /** The text without them. */
    String hideIn(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        for (String assignment : assignments) {
            hidden = hidden.replace(assignment, "=" + HIDDEN);
        }
        return hidden;
    }
}
