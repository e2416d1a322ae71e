// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.sink.StreamSink;
import java.time.Duration;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Gives the record or the records of an exchange to the sink; the exchange goes on when all of them are stored. */
final class KinesisProducer extends DefaultAsyncProducer {

    /** Camel has waited for the exchanges before, as long as it should; this is for those that nobody waits for. */
    private static final Duration LAST_RECORDS = Duration.ofSeconds(10);

    private final KinesisEndpoint endpoint;
    private StreamConnection connection;
    private SinkPools pools;
    private ExchangeEntries entries;
    private volatile StreamSink sink;

    KinesisProducer(KinesisEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        try {
            open();
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private void open() {
        ProducerSettings settings = endpoint.settings().producer();
        String stream = endpoint.settings().stream().name();
        entries = new ExchangeEntries(new PartitionKeys(endpoint.getCamelContext(), settings.partitionKey()));
        connection = StreamConnection.open(endpoint);
        connection.verifyCredentials();
        pools = new SinkPools(
                endpoint.getCamelContext().getExecutorServiceManager(),
                this,
                stream,
                settings.sink().requestsInFlight());
        StreamSink opened = new StreamSink(connection.api(), stream, settings.sink(), pools.threads());
        opened.start();
        sink = opened;
    }

    @Override
    protected void doStop() throws Exception {
        release();
        super.doStop();
    }

    private void release() {
        if (sink != null) {
            sink.close(LAST_RECORDS);
            sink = null;
        }
        if (pools != null) {
            pools.close();
            pools = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            boolean list = ExchangeEntries.isList(exchange);
            Object body = exchange.getMessage().getBody();
            List<PutRecordsRequestEntry> records = entries.of(exchange);
            List<Stored> before = PartlyStored.of(exchange, this, records.size());
            sink.send(records, before, (stored, failure) -> {
                if (failure == null) {
                    PartlyStored.forget(exchange);
                    tell(exchange.getMessage(), list, stored);
                } else {
                    PartlyStored.remember(exchange, new PartlyStored(this, body, stored));
                    exchange.setException(failure);
                }
                callback.done(false);
            });
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(e);
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private static void tell(Message message, boolean list, List<Stored> stored) {
        if (list) {
            message.setHeader(
                    KinesisHeaders.SHARD_ID,
                    stored.stream().map(Stored::shardId).toList());
            message.setHeader(
                    KinesisHeaders.SEQUENCE_NUMBER,
                    stored.stream().map(Stored::sequenceNumber).toList());
        } else {
            message.setHeader(KinesisHeaders.SHARD_ID, stored.get(0).shardId());
            message.setHeader(KinesisHeaders.SEQUENCE_NUMBER, stored.get(0).sequenceNumber());
        }
    }
}
