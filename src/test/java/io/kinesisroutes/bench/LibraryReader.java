// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;

/** Touches each record, and saves the position after each batch, as the library's documentation shows it. */
final class LibraryReader implements ShardRecordProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryReader.class);

    private final ObjIntConsumer<String> taken;
    private String shardId;

    /** @param taken is told the shard of each batch, and how many records it had */
    LibraryReader(ObjIntConsumer<String> taken) {
        this.taken = taken;
    }

    @Override
    public void initialize(InitializationInput input) {
        shardId = input.shardId();
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        if (input.records().isEmpty()) {
            return;
        }
        input.records().forEach(Touch::record);
        taken.accept(shardId, input.records().size());
        checkpoint(input.checkpointer());
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        // Nothing may be saved any more.
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
        checkpoint(input.checkpointer());
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        checkpoint(input.checkpointer());
    }

    private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
        try {
            checkpointer.checkpoint();
        } catch (InvalidStateException | ShutdownException e) {
            LOG.warn("No checkpoint", e);
        }
    }
}
