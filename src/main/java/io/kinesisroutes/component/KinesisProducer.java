// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.NotStoredException;
import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.sink.StreamSink;
import java.time.Duration;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

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
            if (send(exchange, callback)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(e);
        } catch (Throwable e) {
            // Also an Error: nobody else would tell Camel that this exchange has ended.
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** @return whether the callback is called later; if not the exchange is done */
    private boolean send(Exchange exchange, AsyncCallback callback) throws InterruptedException {
        StreamSink open = sink;
        if (open == null) {
            throw new IllegalStateException("The producer for " + endpoint.settings().stream() + " is stopped");
        }
        Object body = exchange.getMessage().getBody();
        PartlyStored before = PartlyStored.of(exchange, this);
        if (before != null) {
            PartlyStored.forget(exchange);
        }
        Records records = before == null ? entries.of(exchange) : before.records();
        List<Stored> stored = before == null ? List.of() : before.stored();
        if (records.entries().isEmpty()) {
            tell(exchange.getMessage(), records, List.of());
            return false;
        }
        try {
            open.send(records.entries(), stored, (where, failure) -> {
                try {
                    end(exchange, new PartlyStored(this, body, records, where), failure);
                } finally {
                    callback.done(false);
                }
            });
        } catch (Throwable e) {
            PartlyStored.remember(exchange, new PartlyStored(this, body, records, stored));
            throw e;
        }
        return true;
    }

    private static void end(Exchange exchange, PartlyStored result, NotStoredException failure) {
        try {
            if (failure == null) {
                tell(exchange.getMessage(), result.records(), result.stored());
            } else {
                PartlyStored.remember(exchange, result);
                exchange.setException(failure);
            }
        } catch (Throwable e) {
            exchange.setException(e);
        }
    }

    private static void tell(Message message, Records records, List<Stored> stored) {
        if (records.isList()) {
            message.setHeader(
                    KinesisHeaders.SHARD_ID,
                    stored.stream().map(Stored::shardId).toList());
            message.setHeader(
                    KinesisHeaders.SEQUENCE_NUMBER,
                    stored.stream().map(Stored::sequenceNumber).toList());
        } else if (message instanceof RecordMessage record) {
            record.writtenTo(stored.get(0).shardId(), stored.get(0).sequenceNumber());
        } else {
            message.setHeader(KinesisHeaders.SHARD_ID, stored.get(0).shardId());
            message.setHeader(KinesisHeaders.SEQUENCE_NUMBER, stored.get(0).sequenceNumber());
        }
    }
}
