// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * One key of a Condition element.
 *
 * @param operator as written, for example {@code ForAnyValue:StringLikeIfExists}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
record PolicyCondition(String operator, String key, List<String> values) {

    /** Whether something holds; what depends on more than the policy's text is unknown. */
    enum Holds {
        YES,
        NO,
        UNKNOWN;

        static Holds of(boolean known) {
            return known ? YES : NO;
        }
    }

    boolean isExternalId() {
        return key.equalsIgnoreCase(IamPolicies.EXTERNAL_ID);
    }

    Holds holds(PolicyRequest request) {
        boolean judged =
                request.known().containsKey(lower(key)) && values.stream().noneMatch(v -> v.contains("${"));
        return judged ? holds(lower(operator), request.known().get(lower(key))) : Holds.UNKNOWN;
    }

    /** The names of operators and keys are the same however they are written. */
    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Holds holds(String name, Optional<String> sent) {
        if (name.startsWith("forallvalues:")) {
            return sent.isEmpty() ? Holds.YES : holds(name.substring("forallvalues:".length()), sent);
        }
        if (name.startsWith("foranyvalue:")) {
            return sent.isEmpty() ? Holds.NO : holds(name.substring("foranyvalue:".length()), sent);
        }
        if (name.endsWith("ifexists")) {
            String base = name.substring(0, name.length() - "ifexists".length());
            return sent.isEmpty() ? Holds.YES : holds(base, sent);
        }
        return plain(name, sent);
    }

    private Holds plain(String name, Optional<String> sent) {
        return switch (name) {
            case "stringequals" -> Holds.of(any(sent, String::equals));
            case "stringequalsignorecase" -> Holds.of(any(sent, String::equalsIgnoreCase));
            case "stringlike" -> Holds.of(any(sent, PolicyPatterns::matches));
            case "stringnotequals" -> Holds.of(!any(sent, String::equals));
            case "stringnotequalsignorecase" -> Holds.of(!any(sent, String::equalsIgnoreCase));
            case "stringnotlike" -> Holds.of(!any(sent, PolicyPatterns::matches));
            case "null" -> Holds.of(values.contains("true") == sent.isEmpty());
            default -> Holds.UNKNOWN;
        };
    }

    private boolean any(Optional<String> sent, BiPredicate<String, String> matches) {
        return sent.isPresent() && values.stream().anyMatch(value -> matches.test(value, sent.get()));
    }

    @Override
    public String toString() {
        return operator + " " + key + " " + String.join(" or ", values);
    }
}
