// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.CheckpointException;
import io.kinesisroutes.checkpoint.CheckpointStore;
import io.kinesisroutes.checkpoint.ShardPosition;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves the positions of all shards when one of them has changed. Thread-safe: one save at a time. */
final class Checkpointer {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final CheckpointStore store;
    private final Supplier<Map<String, ShardPosition>> positions;
    private Map<String, ShardPosition> saved = Map.of();
    private boolean failing;
    private boolean closed;

    Checkpointer(CheckpointStore store, Supplier<Map<String, ShardPosition>> positions) {
        this.store = store;
        this.positions = positions;
    }

    /**
     * Saves now if anything changed.
     *
     * @throws CheckpointException if that fails
     */
    synchronized void save() {
        Map<String, ShardPosition> now = positions.get();
        if (closed || now.equals(saved)) {
            return;
        }
        store.save(now);
        saved = now;
    }

    /** Saves now if anything changed; a failure is told once, and the next save tries again. */
    synchronized void trySave() {
        try {
            save();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("Reading goes on, but after a crash more would come again: {}", e.getMessage());
            }
            failing = true;
        }
    }

    /** Saves for the last time and lets another process in. */
    synchronized void close() {
        if (!closed) {
            trySave();
            closed = true;
            store.close();
        }
    }
}
