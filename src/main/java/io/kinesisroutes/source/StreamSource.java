// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.source.ShardReader.ShardSettings;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * Reads a stream: finds its shards, reads parents before their children, and hands the records of each shard over in
 * order. Thread-safe.
 */
public final class StreamSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

    private static final StartingPosition HORIZON =
            StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();

    private final KinesisApi api;
    private final SourceOptions options;
    private final ScheduledExecutorService threads;
    private final ShardSettings shardSettings;

    private final Set<String> ended = new HashSet<>();
    private final Map<String, ShardReader> readers = new HashMap<>();
    private Set<String> firstListed;

    private volatile boolean running;
    private volatile boolean paused;

    /**
     * @param threads run the source and its handler; the source does not shut them down
     */
    public StreamSource(
            KinesisApi api, SourceOptions options, RecordHandler handler, ScheduledExecutorService threads) {
        this.api = api;
        this.options = options;
        this.threads = threads;
        this.shardSettings = new ShardSettings(
                api, options.recordsPerRead(), handler, InstantSource.system(), () -> running && !paused);
    }

    /**
     * Begins to read.
     *
     * @throws KinesisFailure if the stream cannot be listed and waiting would not help
     */
    public void start() {
        running = true;
        try {
            open(api.listShards());
        } catch (KinesisFailure e) {
            if (!e.isPassing()) {
                running = false;
                throw e;
            }
            LOG.warn("The shards are not listed yet, next try in {} ms: {}", intervalMillis(), e.getMessage());
        }
        schedule(this::discover, options.shardListInterval());
    }

    /** Hands no record over any more once those being handled are finished, until {@link #resume()}. */
    public void pause() {
        paused = true;
    }

    /** Goes on where {@link #pause()} stopped. */
    public void resume() {
        paused = false;
    }

    /** Stops for good: no record is handed over any more once those being handled are finished. */
    @Override
    public void close() {
        running = false;
    }

    private void discover() {
        list();
        schedule(this::discover, options.shardListInterval());
    }

    private void list() {
        try {
            open(api.listShards());
        } catch (KinesisFailure e) {
            LOG.warn("New shards are not known yet, next try in {} ms: {}", intervalMillis(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Listing the shards met an unexpected error, next try in {} ms", intervalMillis(), e);
        }
    }

    private synchronized void open(List<Shard> listed) {
        if (firstListed == null) {
            firstListed = new HashSet<>();
            listed.forEach(shard -> firstListed.add(shard.shardId()));
            if (options.start().type() == ShardIteratorType.LATEST) {
                listed.stream().filter(ShardGraph::isClosed).forEach(shard -> ended.add(shard.shardId()));
            }
        }
        List<Shard> candidates = options.onlyShard() == null
                ? listed
                : listed.stream()
                        .filter(shard -> shard.shardId().equals(options.onlyShard()))
                        .toList();
        ShardGraph.readable(candidates, ended).stream()
                .map(Shard::shardId)
                .filter(id -> !readers.containsKey(id))
                .forEach(this::read);
    }

    private void read(String shardId) {
        LOG.info("Reading shard {}", shardId);
        // What a later reshard makes is new to its first record, whatever the first start asked for.
        StartingPosition start = firstListed.contains(shardId) ? options.start() : HORIZON;
        ShardReader reader = new ShardReader(shardId, start, shardSettings);
        readers.put(shardId, reader);
        schedule(() -> step(reader), Duration.ZERO);
    }

    private void step(ShardReader reader) {
        Duration delay = SourceOptions.READ_INTERVAL;
        try {
            delay = paused ? delay : reader.step();
        } catch (Throwable e) {
            // Whatever it is, an executor would swallow it, and the shard would stand still without a word.
            LOG.error("Shard {} met an unexpected error and goes on where it was", reader.shardId(), e);
        }
        if (reader.isEnded()) {
            end(reader);
        } else {
            schedule(() -> step(reader), delay);
        }
    }

    private void end(ShardReader reader) {
        synchronized (this) {
            ended.add(reader.shardId());
            readers.remove(reader.shardId());
        }
        LOG.info("Shard {} is closed and read to its end", reader.shardId());
        schedule(this::list, Duration.ZERO);
    }

    private void schedule(Runnable task, Duration delay) {
        if (!running) {
            return;
        }
        try {
            // The tasks let nothing escape, so nobody waits for their futures.
            var unused = threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The threads are gone, the source is stopping", e);
        }
    }

    private long intervalMillis() {
        return options.shardListInterval().toMillis();
    }
}
