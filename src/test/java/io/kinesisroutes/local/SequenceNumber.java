// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Optional;

/**
 * A sequence number taken apart. Its 56 digits are a version, the stream (14), the shard (12) and a counter (28), so
 * that it grows within a shard and from parents to children, and shows where it came from.
 */
record SequenceNumber(long stream, int shard, long counter) {
    private static final String VERSION = "49";
    private static final int STREAM_DIGITS = 14;
    private static final int SHARD_DIGITS = 12;
    private static final int DIGITS = 56;

    static Optional<SequenceNumber> parse(String text) {
        if (text.length() != DIGITS || !text.startsWith(VERSION)) {
            return Optional.empty();
        }
        int shardAt = VERSION.length() + STREAM_DIGITS;
        int counterAt = shardAt + SHARD_DIGITS;
        try {
            return Optional.of(new SequenceNumber(
                    Long.parseLong(text.substring(VERSION.length(), shardAt)),
                    Integer.parseInt(text.substring(shardAt, counterAt)),
                    Long.parseLong(text.substring(counterAt))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** All but the counter, which is the same for every number of one shard. */
    static String prefix(long stream, int shard) {
        StringBuilder text = new StringBuilder(DIGITS).append(VERSION);
        pad(text, stream, STREAM_DIGITS);
        pad(text, shard, SHARD_DIGITS);
        return text.toString();
    }

    static String format(String prefix, long counter) {
        StringBuilder text = new StringBuilder(DIGITS).append(prefix);
        pad(text, counter, DIGITS - prefix.length());
        return text.toString();
    }

    private static void pad(StringBuilder text, long number, int width) {
        String digits = Long.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        text.append(digits);
    }
}
