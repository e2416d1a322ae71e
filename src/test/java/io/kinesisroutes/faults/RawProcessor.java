// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.nio.ByteBuffer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;
import org.apache.camel.support.DefaultExchange;
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
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** A checkpoint after each batch, as the library's documentation shows it. */
final class RawProcessor implements ShardRecordProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(RawProcessor.class);

    private final CamelContext context;
    private final Processor trouble;
    private final DeliveryWriter deliveries;
    private String shardId;

    RawProcessor(CamelContext context, Processor trouble, DeliveryWriter deliveries) {
        this.context = context;
        this.trouble = trouble;
        this.deliveries = deliveries;
    }

    @Override
    public void initialize(InitializationInput input) {
        shardId = input.shardId();
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        input.records().forEach(this::process);
        checkpoint(input.checkpointer());
    }

    private void process(KinesisClientRecord record) {
        ByteBuffer data = record.data().duplicate();
        byte[] body = new byte[data.remaining()];
        data.get(body);
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(Kinesis2Constants.SHARD_ID, shardId);
        exchange.getMessage().setHeader(Kinesis2Constants.SEQUENCE_NUMBER, record.sequenceNumber());
        exchange.getMessage().setHeader(Kinesis2Constants.PARTITION_KEY, record.partitionKey());
        try {
            trouble.process(exchange);
            deliveries.process(exchange);
        } catch (Exception e) {
            throw new IllegalStateException("The record was not processed", e);
        }
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        // Nothing may be done any more.
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
