// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import io.kinesisroutes.config.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream as the user named it.
 *
 * @param name 1 to 128 characters of {@code [a-zA-Z0-9_.-]}
 * @param arn {@code null} if the user gave the name only
 * @param region the region in the ARN, {@code null} without one
 */
public record StreamRef(String name, String arn, String region) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kinesis:([a-z0-9-]+):\\d{12}:stream/([a-zA-Z0-9_.-]{1,128})");

    /**
     * Reads a stream's name or ARN.
     *
     * @param text for example {@code orders} or {@code arn:aws:kinesis:eu-west-1:111122223333:stream/orders}
     * @param problems takes what is wrong with it
     * @return empty if something was
     */
    public static Optional<StreamRef> of(String text, Problems problems) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return Optional.of(new StreamRef(arn.group(2), text, arn.group(1)));
        }
        if (NAME.matcher(text).matches()) {
            return Optional.of(new StreamRef(text, null, null));
        }
        problems.add(
                "streamName",
                text.isEmpty() ? null : text,
                text.isEmpty() ? "is missing" : "is neither the name nor the ARN of a stream",
                "Example: orders, or arn:aws:kinesis:eu-west-1:111122223333:stream/orders");
        return Optional.empty();
    }

    @Override
    public String toString() {
        return arn == null ? name : arn;
    }
}
