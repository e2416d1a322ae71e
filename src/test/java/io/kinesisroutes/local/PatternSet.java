// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Locale;

/** An Action/NotAction or Resource/NotResource element: patterns, or everything but them. */
record PatternSet(List<String> patterns, boolean negated) {

    static PatternSet everything() {
        return new PatternSet(List.of("*"), false);
    }

    boolean matches(String value) {
        return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, value)) != negated;
    }

    boolean matchesIgnoringCase(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern.toLowerCase(Locale.ROOT), lower))
                != negated;
    }
}
