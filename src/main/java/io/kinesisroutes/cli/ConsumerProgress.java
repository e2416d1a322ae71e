// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.source.Positions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Where the route's consumer is in a shard.
 *
 * @param position of its last checkpoint; {@code null} if it has none for this shard
 * @param waiting how long the first record that it has not done has been there; zero if there is no such record, {@code
 *     null} if that is not known
 */
record ConsumerProgress(ShardPosition position, Duration waiting) {

    private static final int EMPTY_READS = 10;

    static ConsumerProgress of(PacedReads reads, ShardPosition position) throws InterruptedException {
        if (position == null) {
            return new ConsumerProgress(null, null);
        }
        if (position instanceof ShardPosition.End) {
            return new ConsumerProgress(position, Duration.ZERO);
        }
        return new ConsumerProgress(position, waiting(reads, position).orElse(null));
    }

    private static Optional<Duration> waiting(PacedReads reads, ShardPosition position) throws InterruptedException {
        String iterator = reads.iterator(Positions.startingPosition(position)).value();
        for (int i = 0; i < EMPTY_READS; i++) {
            GetRecordsResponse page = reads.records(iterator, 1);
            if (!page.records().isEmpty()) {
                return Optional.of(age(page.records().get(0), reads.now()));
            }
            iterator = page.nextShardIterator();
            if (iterator == null || ShardLook.behind(page) == 0) {
                return Optional.of(Duration.ZERO);
            }
        }
        return Optional.empty();
    }

    private static Duration age(Record record, Instant now) {
        Duration age = Duration.between(record.approximateArrivalTimestamp(), now);
        // The clocks of AWS and of this machine differ a little.
        return age.isNegative() ? Duration.ofMillis(1) : age;
    }

    /** For a person. */
    String text() {
        if (position == null) {
            return "not begun";
        }
        if (position instanceof ShardPosition.End) {
            return "done";
        }
        if (waiting == null) {
            return "not known";
        }
        return waiting.isZero() ? "up to date" : Durations.text(waiting) + " behind";
    }
}
