// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.Deaggregator;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Some records of a shard, taken out of the records that a producer library packed them into.
 *
 * @param records in the order of the shard
 * @param shown how many they are
 * @param isCut whether reading stopped before so many were found because they are too large to hold
 * @param millisBehindLatest how far the last read was from the tip of the shard
 */
record ShardLook(List<SourceRecord> records, int shown, boolean isCut, long millisBehindLatest) {

    /** A shard may answer with nothing many times before it comes to where its records are. */
    static final int EMPTY_READS = 50;

    /** A page may be 10 MiB, and those of several shards are held at the same time. */
    static final long MOST_BYTES = 16 * 1024 * 1024;

    /** Reads so many records, or as many as there are. */
    static ShardLook read(PacedReads reads, PreviewStart start, int count) throws InterruptedException {
        List<SourceRecord> found = new ArrayList<>();
        String iterator = reads.iterator(start.position()).value();
        Instant deadline = reads.now().plus(start.patience());
        long behind = 0;
        int emptyReads = 0;
        long bytes = 0;
        while (iterator != null && found.size() < count && emptyReads < EMPTY_READS && bytes < MOST_BYTES) {
            GetRecordsResponse page = reads.records(iterator, limit(count - found.size()));
            iterator = page.nextShardIterator();
            behind = behind(page);
            bytes += PacedReads.bytes(page);
            unpack(reads.shardId(), page, found);
            emptyReads = page.records().isEmpty() ? emptyReads + 1 : 0;
            if (behind == 0 && !reads.now().isBefore(deadline)) {
                break;
            }
        }
        List<SourceRecord> shown = List.copyOf(found.subList(0, Math.min(count, found.size())));
        boolean isCut = bytes >= MOST_BYTES && found.size() < count && behind > 0;
        return new ShardLook(shown, shown.size(), isCut, behind);
    }

    private static int limit(int wanted) {
        return Math.min(wanted, KinesisLimits.RECORDS_PER_READ);
    }

    static long behind(GetRecordsResponse page) {
        return page.millisBehindLatest() == null ? 0 : page.millisBehindLatest();
    }

    private static void unpack(String shardId, GetRecordsResponse page, List<SourceRecord> found) {
        Deaggregator deaggregator = new Deaggregator();
        for (Record record : page.records()) {
            found.addAll(deaggregator.unpack(shardId, record, ShardPosition.TRIM_HORIZON, behind(page)));
        }
    }

    ShardLook withoutRecords() {
        return new ShardLook(List.of(), shown, isCut, millisBehindLatest);
    }

    /** How far the records shown are from the tip. */
    Duration behindTip() {
        return Duration.ofMillis(millisBehindLatest);
    }
}
