// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a shard is done. Its text, as {@link Object#toString()} writes and {@link #parse(String)} reads it, is what a
 * checkpoint holds; the words are those of Kinesis and of the Kinesis Client Library.
 */
public sealed interface ShardPosition {

    /** Nothing is done: begin with the oldest record that the shard still holds. */
    record TrimHorizon() implements ShardPosition {
        @Override
        public String toString() {
            return "TRIM_HORIZON";
        }
    }

    /** Nothing is done: begin with the first record that arrived at this time or later. */
    record AtTimestamp(Instant timestamp) implements ShardPosition {
        @Override
        public String toString() {
            return "AT_TIMESTAMP " + timestamp;
        }
    }

    /** Nothing is done: begin with this record. */
    record AtSequenceNumber(String sequenceNumber) implements ShardPosition {
        @Override
        public String toString() {
            return "AT_SEQUENCE_NUMBER " + sequenceNumber;
        }
    }

    /** This record and all before it are done. */
    record AfterSequenceNumber(String sequenceNumber) implements ShardPosition {
        @Override
        public String toString() {
            return "AFTER_SEQUENCE_NUMBER " + sequenceNumber;
        }
    }

    /**
     * All before this record is done, and of this record, which holds several, those up to the one named.
     *
     * @param subSequenceNumber from 0, never that of the last one in the record
     */
    record WithinAggregate(String sequenceNumber, long subSequenceNumber) implements ShardPosition {
        @Override
        public String toString() {
            return "AFTER_SEQUENCE_NUMBER " + sequenceNumber + " " + subSequenceNumber;
        }
    }

    /** The shard is closed and everything in it is done: its children may be read. */
    record End() implements ShardPosition {
        @Override
        public String toString() {
            return "SHARD_END";
        }
    }

    /** {@link TrimHorizon} */
    ShardPosition TRIM_HORIZON = new TrimHorizon();

    /** {@link End} */
    ShardPosition END = new End();

    /**
     * Reads what {@link Object#toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no position; the message shows the text
     */
    static ShardPosition parse(String text) {
        return PositionText.parse(text);
    }
}

/** Kept apart so that the interface shows what a position is and not how it is read. */
final class PositionText {

    private static final Pattern SEQUENCE = Pattern.compile("(AT|AFTER)_SEQUENCE_NUMBER (\\d{1,129})(?: (\\d{1,18}))?");

    private PositionText() {}

    static ShardPosition parse(String text) {
        if (text.equals("TRIM_HORIZON")) {
            return ShardPosition.TRIM_HORIZON;
        }
        if (text.equals("SHARD_END")) {
            return ShardPosition.END;
        }
        return text.startsWith("AT_TIMESTAMP ") ? timestamp(text) : sequence(text);
    }

    private static ShardPosition timestamp(String text) {
        try {
            return new ShardPosition.AtTimestamp(Instant.parse(text.substring("AT_TIMESTAMP ".length())));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a position in a shard", e);
        }
    }

    private static ShardPosition sequence(String text) {
        Matcher matcher = SEQUENCE.matcher(text);
        if (!matcher.matches() || matcher.group(1).equals("AT") && matcher.group(3) != null) {
            throw new IllegalArgumentException("'" + text + "' is not a position in a shard");
        }
        if (matcher.group(1).equals("AT")) {
            return new ShardPosition.AtSequenceNumber(matcher.group(2));
        }
        return matcher.group(3) == null
                ? new ShardPosition.AfterSequenceNumber(matcher.group(2))
                : new ShardPosition.WithinAggregate(matcher.group(2), Long.parseLong(matcher.group(3)));
    }
}
