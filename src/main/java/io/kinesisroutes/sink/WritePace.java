// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.stream.KinesisLimits;

/**
 * How fast one shard is written to: as fast as AWS allows, and more slowly for a while when AWS says no all the same,
 * because others write to the shard too. Pure: time is given, in nanoseconds. Not thread-safe.
 */
final class WritePace {

    /** A little less than AWS allows, because the times at which requests arrive there waver. */
    private static final double MARGIN = 0.99;

    /** What may be sent at once after a pause: AWS counts by the second. */
    private static final double BURST_SECONDS = 1;

    private static final double CUT = 0.7;
    private static final double LOWEST_SHARE = 0.02;
    private static final double SHARE_REGAINED_PER_SECOND = 0.1;

    /** The requests that were under way at a cut say no as well: they count as one. */
    private static final long CUT_NANOS = 200_000_000;

    private final double recordsPerSecond;
    private final double bytesPerSecond;
    private final double mostRecords;
    private double share = 1;
    private double records;
    private double bytes;
    private long filledAt;
    private long cutAt;

    WritePace(int recordsPerSecond, long now) {
        this.recordsPerSecond = recordsPerSecond * MARGIN;
        this.bytesPerSecond =
                (double) KinesisLimits.BYTES_WRITTEN_PER_SECOND * recordsPerSecond / KinesisLimits.WRITES_PER_SECOND;
        // One record must fit in, however slow it is.
        this.mostRecords = Math.max(1, this.recordsPerSecond * BURST_SECONDS);
        this.records = mostRecords;
        this.bytes = bytesPerSecond * BURST_SECONDS;
        this.filledAt = now;
        this.cutAt = now - CUT_NANOS;
    }

    /** Whether one more record may go now. A record larger than what is left goes too, and those after it wait longer. */
    boolean allows(long now) {
        refill(now);
        return records >= 1 && bytes > 0;
    }

    /** Counts a record that goes. */
    void spend(int size) {
        records -= 1;
        bytes -= size;
    }

    /** Whether nothing would be different if this were forgotten and made anew. */
    boolean isFull(long now) {
        refill(now);
        return share == 1 && records == mostRecords && bytes == bytesPerSecond * BURST_SECONDS;
    }

    /** Notes that AWS took no more. */
    void throttled(long now) {
        refill(now);
        records = Math.min(records, 0);
        if (now - cutAt >= CUT_NANOS) {
            share = Math.max(LOWEST_SHARE, share * CUT);
            cutAt = now;
        }
    }

    private void refill(long now) {
        double seconds = (now - filledAt) / 1e9;
        filledAt = now;
        share = Math.min(1, share + seconds * SHARE_REGAINED_PER_SECOND);
        records = Math.min(mostRecords, records + seconds * recordsPerSecond * share);
        bytes = Math.min(bytesPerSecond * BURST_SECONDS, bytes + seconds * bytesPerSecond * share);
    }
}
