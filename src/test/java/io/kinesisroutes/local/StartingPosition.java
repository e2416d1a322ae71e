// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns the position that GetShardIterator is asked for into an index of the shard. Pure. */
record StartingPosition(String type, Optional<String> sequenceNumber, Optional<Instant> timestamp) {
    static final List<String> TYPES =
            List.of("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP");

    static StartingPosition of(Fields in) {
        return new StartingPosition(
                in.text("ShardIteratorType").orElseThrow(),
                in.text("StartingSequenceNumber"),
                in.timestamp("Timestamp"));
    }

    /** {@code place} is how an error names the shard's stream. */
    int index(Shard shard, ShardLog.View view, String place, Instant now) {
        checkMembers();
        return switch (type) {
            case "TRIM_HORIZON" -> view.first();
            case "LATEST" -> view.size();
            case "AT_TIMESTAMP" -> indexAtTime(view, now);
            case "AT_SEQUENCE_NUMBER" -> within(view, shard.sequence().indexAt(counter(shard, place)));
            default -> within(view, shard.sequence().indexAfter(counter(shard, place)));
        };
    }

    private void checkMembers() {
        boolean needsNumber = type.endsWith("_SEQUENCE_NUMBER");
        if (needsNumber != sequenceNumber.isPresent()) {
            throw AwsError.invalidArgument("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                    + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request"
                    + " specified " + type + " and " + (needsNumber ? "no" : "also a") + " StartingSequenceNumber.");
        }
    }

    private int indexAtTime(ShardLog.View view, Instant now) {
        Instant from = timestamp.orElseThrow(
                () -> AwsError.invalidArgument("Must specify timestampInMillis parameter for iterator of type"
                        + " AT_TIMESTAMP. Current request has no timestamp parameter."));
        if (from.isAfter(now)) {
            throw AwsError.invalidArgument("The timestampInMillis parameter cannot be greater than the"
                    + " currentTimestampInMillis. timestampInMillis: " + from.toEpochMilli()
                    + ", currentTimestampInMillis: " + now.toEpochMilli());
        }
        return view.indexAtTime(from.toEpochMilli());
    }

    private long counter(Shard shard, String place) {
        String text = sequenceNumber.orElseThrow();
        SequenceNumber number = SequenceNumber.parse(text)
                .filter(parsed -> parsed.stream() == shard.sequence().stream())
                .orElseThrow(() -> AwsError.invalidArgument("StartingSequenceNumber " + text
                        + " used in GetShardIterator on shard " + shard.id() + " in " + place
                        + " is invalid because it did not come from this stream."));
        if (number.shard() != shard.sequence().shard()) {
            throw AwsError.invalidArgument("Invalid StartingSequenceNumber. It encodes " + Shard.id(number.shard())
                    + ", while it was used in a call to a shard with " + shard.id());
        }
        return number.counter();
    }

    private static int within(ShardLog.View view, long index) {
        return (int) Math.min(index, view.size());
    }
}
