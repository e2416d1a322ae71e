// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.SourceRecord;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/** Saves how far a shard is done in its lease. Thread-safe: one save after the other, and never back. */
final class ShardCheckpoint {

    private RecordProcessorCheckpointer library;
    private SourceRecord saved;

    /** What the library saves with; it gives it with the first records. */
    synchronized void through(RecordProcessorCheckpointer checkpointer) {
        library = checkpointer;
    }

    /**
     * Saves that this record, and all before it, is done.
     *
     * @throws ShutdownException if another worker may have the shard
     * @throws ThrottlingException and the others: nothing was saved, and it may be tried again
     */
    synchronized void save(SourceRecord lastDone)
            throws ShutdownException, ThrottlingException, InvalidStateException, KinesisClientLibDependencyException {
        if (lastDone.equals(saved)) {
            return;
        }
        // The library counts the records of an aggregate from 0, and one by itself as the first of one.
        library.checkpoint(lastDone.record().sequenceNumber(), Math.max(0, lastDone.subSequenceNumber()));
        saved = lastDone;
    }

    /** Saves that everything in a closed shard is done; the same is thrown. */
    synchronized void saveEnd()
            throws ShutdownException, ThrottlingException, InvalidStateException, KinesisClientLibDependencyException {
        library.checkpoint();
    }
}
