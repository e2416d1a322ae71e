// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.CheckpointException;
import io.kinesisroutes.checkpoint.CheckpointStore;
import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.ShardContext;
import io.kinesisroutes.shard.ShardLog;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.source.ShardBoard.Tip;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Reads a stream: finds its shards, reads parents before their children, hands the records of each shard over in order and
 * remembers how far each is done. Thread-safe.
 */
public final class StreamSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

    private final KinesisApi api;
    private final SourceOptions options;
    private final SourceThreads threads;
    private final CheckpointStore store;
    private final ShardBoard board;
    private final Checkpointer checkpointer;

    private final Object listing = new Object();

    private volatile boolean running;
    private volatile boolean paused;
    private volatile Instant startedAt;

    /**
     * What a source works with.
     *
     * @param stream its name, for messages
     * @param store is closed with the source
     * @param threads are not
     */
    public record Setup(
            String stream, KinesisApi api, CheckpointStore store, RecordHandler handler, SourceThreads threads) {}

    public StreamSource(Setup setup, SourceOptions options) {
        this.api = setup.api();
        this.options = options;
        this.threads = setup.threads();
        this.store = setup.store();
        this.board = new ShardBoard(options.shards(), this::listSoon);
        ShardContext shard = new ShardContext(
                setup.stream(),
                options.delivery(),
                setup.handler(),
                threads,
                InstantSource.system(),
                () -> running && !paused);
        this.board.context(new ReadContext(api, options.reading(), shard, board::reading, store.describe()));
        this.checkpointer = new Checkpointer(store, board::positions);
    }

    /**
     * Begins to read where the store says, or where the options say if it is empty.
     *
     * @throws KinesisFailure if the stream cannot be listed and waiting would not help
     * @throws CheckpointException if the positions cannot be trusted, or not be saved
     */
    public void start() {
        options.reading().pace().join();
        running = true;
        startedAt = Instant.now();
        store.load().ifPresent(board::known);
        try {
            synchronized (listing) {
                List<Shard> listed = api.listShards();
                note(listed, () -> LatestPins.at(api, options.shards().start(), listed, threads.io()));
                // What LATEST means is settled before anything is read and before anybody counts on it.
                checkpointer.save();
                board.open(listed);
            }
        } catch (KinesisFailure e) {
            if (!e.isRetryable()) {
                throw e;
            }
            LOG.warn(
                    "The shards are not listed yet, next try in {}: {}",
                    options.shards().listInterval(),
                    e.getMessage());
        }
        threads.later(threads.io(), options.shards().listInterval(), this::discover);
        threads.later(threads.io(), options.delivery().checkpointInterval(), this::checkpoint);
    }

    private void note(List<Shard> listed, Supplier<Tip> tip) {
        if (board.isFirst()) {
            board.first(listed, tip.get());
        } else {
            board.next(listed);
        }
    }

    /** Hands no record over any more once those being handled are finished, until {@link #resume()}. */
    public void pause() {
        paused = true;
    }

    /** Goes on where {@link #pause()} stopped. */
    public void resume() {
        paused = false;
    }

    /** Stops for good and saves how far each shard is done. */
    @Override
    public void close() {
        if (running) {
            options.reading().pace().leave();
        }
        running = false;
        checkpointer.close();
    }

    /** Why shards do not go on, by shard id; empty if all do. */
    public Map<String, String> troubles() {
        return board.troubles();
    }

    /** How far each shard is done. */
    public Map<String, ShardPosition> positions() {
        return board.positions();
    }

    private void list() {
        // One after the other, so that an older list never comes after a newer one.
        synchronized (listing) {
            List<Shard> listed = api.listShards();
            note(listed, () -> LatestPins.atStart(startedAt));
            checkpointer.trySave();
            board.open(listed);
        }
    }

    private void listSoon() {
        threads.now(threads.io(), this::tryList);
    }

    private void tryList() {
        try {
            list();
        } catch (KinesisFailure e) {
            LOG.warn(
                    "New shards are not known yet, next try in {}: {}",
                    options.shards().listInterval(),
                    e.getMessage());
        } catch (RuntimeException e) {
            ShardLog.unexpected("Listing the shards", e);
        }
    }

    private void discover() {
        if (running) {
            tryList();
            threads.later(threads.io(), options.shards().listInterval(), this::discover);
        }
    }

    private void checkpoint() {
        if (running) {
            checkpointer.trySave();
            threads.later(threads.io(), options.delivery().checkpointInterval(), this::checkpoint);
        }
    }
}
