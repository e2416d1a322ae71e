// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often the shards of one stream are read, so that all consumers that share this pace together stay within what AWS
 * allows for a shard. Thread-safe.
 */
public final class ReadPace {

    /** A little less than AWS allows, because the times at which requests arrive there waver. */
    private static final double MARGIN = 1.01;

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);
    private static final Duration IDLE_STEP = Duration.ofMillis(20);

    /** With a thousand idle shards one process still asks only 500 times a second. */
    private static final Duration IDLE_PER_SHARD = Duration.ofMillis(2);

    private static final int PATIENT_READS = 50;

    private final int readsPerSecond;
    private final AtomicInteger consumers = new AtomicInteger();

    /** @param readsPerSecond of a shard, by all consumers together; 0 for no limit, neither on reads nor on bytes */
    public ReadPace(int readsPerSecond) {
        this.readsPerSecond = readsPerSecond;
    }

    /** One consumer more shares the pace. */
    public void join() {
        consumers.incrementAndGet();
    }

    /** One consumer less shares the pace. */
    public void leave() {
        consumers.decrementAndGet();
    }

    /** The time from the beginning of a read that brought so many bytes to the next read of the same shard. */
    public Duration afterRead(long bytes) {
        if (readsPerSecond == 0) {
            return Duration.ZERO;
        }
        double seconds = Math.max(1.0 / readsPerSecond, (double) bytes / KinesisLimits.BYTES_READ_PER_SECOND);
        return Duration.ofNanos((long) (seconds * Math.max(1, consumers.get()) * MARGIN * 1e9));
    }

    /**
     * The same after a read that brought nothing and was not behind.
     *
     * @param emptyReads how many in a row
     * @param shards how many this consumer reads
     */
    Duration afterEmptyRead(int emptyReads, int shards) {
        Duration longer = IDLE_STEP.multipliedBy(Math.max(1, emptyReads - PATIENT_READS));
        Duration idle = max(min(longer, LONGEST_IDLE), IDLE_PER_SHARD.multipliedBy(shards));
        return max(afterRead(0), idle);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
