// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sink must know of its stream: how large a record may be, and which shard takes which key. Read when the sink
 * starts and again when the stream seems to have changed. Thread-safe.
 */
final class StreamShape {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSink.class);

    private static final long SHORTEST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    /** Whoever may not ask for the limit would be refused again and again. */
    private static final long UNKNOWN_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

    private final KinesisApi api;
    private final String stream;
    private final LongSupplier nanoTime;
    private final AtomicLong limitReadAt;
    private final AtomicLong shardsReadAt;

    private volatile boolean limitKnown;
    private volatile boolean warnedOfLimit;
    private volatile boolean warned;
    private volatile int recordLimitBytes = KinesisLimits.LARGEST_RECORD_LIMIT_KIB * 1024;
    private volatile ShardMap shards = ShardMap.UNKNOWN;

    StreamShape(KinesisApi api, String stream, LongSupplier nanoTime) {
        this.api = api;
        this.stream = stream;
        this.nanoTime = nanoTime;
        long longAgo = nanoTime.getAsLong() - SHORTEST_PAUSE_NANOS;
        this.limitReadAt = new AtomicLong(longAgo);
        this.shardsReadAt = new AtomicLong(longAgo);
    }

    /**
     * How many bytes a record may have, key included. If the limit is not known, or lower than what is wanted, it is read
     * again after a while: the owner of the stream may have raised it.
     */
    int recordLimit(int wanted) {
        if (wanted > recordLimitBytes && isTime(limitReadAt, SHORTEST_PAUSE_NANOS)
                || !limitKnown && isTime(limitReadAt, UNKNOWN_PAUSE_NANOS)) {
            tryReadLimit();
        }
        return recordLimitBytes;
    }

    /** Reads the limit again, unless that was done a moment ago: the owner of the stream may have lowered it. */
    void doubtLimit() {
        if (isTime(limitReadAt, SHORTEST_PAUSE_NANOS)) {
            tryReadLimit();
        }
    }

    /** Which shards there were when they were read last. */
    ShardMap shards() {
        return shards;
    }

    /**
     * Reads the limit. Where that is not possible AWS will tell what is too large.
     *
     * @throws KinesisFailure.NotFound if there is no such stream
     */
    void readLimit() {
        Integer kib;
        try {
            kib = api.summary().maxRecordSizeInKiB();
        } catch (KinesisFailure.NotFound e) {
            throw e;
        } catch (KinesisFailure e) {
            if (!warnedOfLimit) {
                LOG.warn(
                        "The record limit of {} is not known, so AWS will tell what is too large: {}",
                        stream,
                        e.getMessage());
            }
            warnedOfLimit = true;
            return;
        }
        limitKnown = true;
        recordLimitBytes = (kib == null ? KinesisLimits.SMALLEST_RECORD_LIMIT_KIB : kib) * 1024;
    }

    private void tryReadLimit() {
        try {
            readLimit();
        } catch (KinesisFailure.NotFound e) {
            LOG.debug("The limit stays what it was: {}", e.getMessage());
        }
    }

    /** Reads the shards, unless that was done a moment ago. Where that is not possible no shard is paced by itself. */
    void readShards() {
        if (!isTime(shardsReadAt, SHORTEST_PAUSE_NANOS)) {
            return;
        }
        try {
            shards = ShardMap.of(api.listShards());
        } catch (KinesisFailure e) {
            if (!warned) {
                LOG.warn(
                        "The shards of {} are not known, so none is written to at a pace of its own: AWS refuses what is"
                                + " too much, and that goes again. {}",
                        stream,
                        e.getMessage());
            }
            warned = true;
        }
    }

    private boolean isTime(AtomicLong readAt, long pause) {
        long last = readAt.get();
        long now = nanoTime.getAsLong();
        return now - last >= pause && readAt.compareAndSet(last, now);
    }
}
