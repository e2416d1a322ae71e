// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A position to read on from.
 *
 * @param stamp of the stream, so that it does not fit another that takes over the name
 * @param serial tells iterators of one position apart: each GetRecords returns a fresh one
 */
record ShardIterator(StreamAddress address, long stamp, String shardId, int index, Instant created, long serial) {
    private static final String KIND = "iterator";
    private static final int PARTS = 9;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static ShardIterator decode(String token) {
        List<String> parts = Token.decode(KIND, PARTS, token).orElseThrow(ShardIterator::invalid);
        try {
            return new ShardIterator(
                    new StreamAddress(parts.get(0), parts.get(1), parts.get(2), parts.get(3)),
                    Long.parseLong(parts.get(4)),
                    parts.get(5),
                    Integer.parseInt(parts.get(6)),
                    Instant.ofEpochMilli(Long.parseLong(parts.get(7))),
                    Long.parseLong(parts.get(8)));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    String encode() {
        return Token.encode(
                KIND,
                address.partition(),
                address.accountId(),
                address.region(),
                address.name(),
                stamp,
                shardId,
                index,
                created.toEpochMilli(),
                serial);
    }

    void checkNotExpired(Instant now, Duration lifetime) {
        if (created.plus(lifetime).isBefore(now)) {
            throw AwsError.kinesis(
                    "ExpiredIteratorException",
                    "Iterator expired. The iterator was created at time " + DATE.format(created)
                            + " while right now it is " + DATE.format(now)
                            + " which is further in the future than the tolerated delay of " + lifetime.toMillis()
                            + " milliseconds.");
        }
    }

    private static AwsError invalid() {
        return AwsError.invalidArgument("Invalid ShardIterator.");
    }
}
