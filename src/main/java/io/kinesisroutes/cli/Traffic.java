// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.stream.KinesisLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * What arrived in a shard in the last while. Records that a producer library packed into one count as one, and partition
 * keys count as bytes, as in the limits of AWS.
 *
 * @param records how many arrived
 * @param bytes of these
 * @param span the time in which they arrived: shorter than what was asked for if there was too much to read
 * @param isCut whether there was
 */
record Traffic(long records, long bytes, Duration span, boolean isCut) {

    static final Traffic NONE = new Traffic(0, 0, Duration.ofSeconds(1), false);

    /** Reads what arrived in the last while, at most so many pages of it. */
    static Traffic measure(PacedReads reads, Duration window, int pages) throws InterruptedException {
        Instant from = reads.now().minus(window);
        String iterator = reads.iterator(PreviewStart.at(from)).value();
        long records = 0;
        long bytes = 0;
        Instant last = from;
        for (int page = 0; page < pages; page++) {
            GetRecordsResponse answer = reads.records(iterator, KinesisLimits.RECORDS_PER_READ);
            records += answer.records().size();
            bytes += answer.records().stream().mapToLong(Traffic::size).sum();
            last = lastArrival(answer, last);
            iterator = answer.nextShardIterator();
            if (iterator == null || ShardLook.behind(answer) == 0) {
                return new Traffic(records, bytes, window, false);
            }
        }
        return new Traffic(records, bytes, atLeastOneSecond(Duration.between(from, last)), true);
    }

    private static long size(Record record) {
        String key = record.partitionKey();
        int keyBytes = key == null ? 0 : key.getBytes(StandardCharsets.UTF_8).length;
        return record.data().asByteArrayUnsafe().length + keyBytes;
    }

    private static Instant lastArrival(GetRecordsResponse page, Instant before) {
        if (page.records().isEmpty()) {
            return before;
        }
        Instant arrival = page.records().get(page.records().size() - 1).approximateArrivalTimestamp();
        return arrival == null ? before : arrival;
    }

    private static Duration atLeastOneSecond(Duration span) {
        return span.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : span;
    }

    double recordsPerSecond() {
        return records / seconds();
    }

    double bytesPerSecond() {
        return bytes / seconds();
    }

    private double seconds() {
        return span.toMillis() / 1000.0;
    }

    /** The part of what AWS lets into a shard, by records or by bytes, whichever is more: 1 is all of it. */
    double useOfLimit() {
        return Math.max(
                recordsPerSecond() / KinesisLimits.WRITES_PER_SECOND,
                bytesPerSecond() / KinesisLimits.BYTES_WRITTEN_PER_SECOND);
    }
}
