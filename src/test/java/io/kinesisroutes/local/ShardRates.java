// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;

/** The documented rates of one shard, for when they are enforced. Thread-safe. */
final class ShardRates {
    private final TokenBucket writtenRecords;
    private final TokenBucket writtenBytes;
    private final TokenBucket reads;
    private final TokenBucket readBytes;

    ShardRates(Clock clock) {
        writtenRecords = new TokenBucket(clock, Limits.SHARD_RECORDS_PER_SECOND);
        writtenBytes = new TokenBucket(clock, Limits.SHARD_WRITE_BYTES_PER_SECOND);
        reads = new TokenBucket(clock, Limits.SHARD_READS_PER_SECOND);
        readBytes = new TokenBucket(clock, Limits.SHARD_READ_BYTES_PER_SECOND);
    }

    synchronized boolean takeWrite(int bytes) {
        return writtenBytes.has(bytes) && writtenRecords.take(1) && writtenBytes.take(bytes);
    }

    /** A page may be larger than a second's share: the calls after it then wait until the debt is paid. */
    synchronized boolean takeRead() {
        return readBytes.has(1) && reads.take(1);
    }

    synchronized void chargeRead(long bytes) {
        readBytes.charge(bytes);
    }
}
