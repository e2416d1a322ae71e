// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Collects what is wrong with the shape of a request, worded as AWS words it. Not thread-safe. */
final class Constraints {
    private static final int SHOWN = 10;

    private final List<String> violations = new ArrayList<>();

    void present(String member, boolean present) {
        if (!present) {
            violations.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
    }

    void text(String member, Optional<String> value, int shortest, int longest, Pattern pattern) {
        value.ifPresent(text -> {
            length(member, text, text.length(), shortest, longest);
            if (!pattern.matcher(text).matches()) {
                add(text, member, "satisfy regular expression pattern: " + pattern);
            }
        });
    }

    void length(String member, Object value, int length, int shortest, int longest) {
        if (length < shortest) {
            add(value, member, "have length greater than or equal to " + shortest);
        } else if (length > longest) {
            add(value, member, "have length less than or equal to " + longest);
        }
    }

    void range(String member, Optional<Integer> value, int lowest, int highest) {
        value.ifPresent(number -> {
            if (number < lowest) {
                add(number, member, "have value greater than or equal to " + lowest);
            } else if (number > highest) {
                add(number, member, "have value less than or equal to " + highest);
            }
        });
    }

    void oneOf(String member, Optional<String> value, List<String> allowed) {
        value.filter(text -> !allowed.contains(text))
                .ifPresent(text -> add(text, member, "satisfy enum value set: " + allowed));
    }

    /** @param code the error code that the service uses for this */
    void check(String code) {
        if (!violations.isEmpty()) {
            int count = Math.min(violations.size(), SHOWN);
            String summary = count + (count == 1 ? " validation error" : " validation errors") + " detected: ";
            throw AwsError.kinesis(code, summary + String.join("; ", violations.subList(0, count)));
        }
    }

    private void add(Object value, String member, String constraint) {
        violations.add(
                "Value '" + value + "' at '" + member + "' failed to satisfy constraint: Member must " + constraint);
    }
}
