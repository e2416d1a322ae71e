// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.source.SourceRecord;
import io.kinesisroutes.source.StreamSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Makes an exchange of each record; a record whose exchange fails is delivered again. */
final class KinesisConsumer extends DefaultConsumer implements Suspendable {

    /** Shards that are processed at the same time; the others wait for a thread. */
    private static final int THREADS = 16;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final KinesisEndpoint endpoint;
    private ScheduledExecutorService threads;
    private StreamSource source;
    private String streamId;

    KinesisConsumer(KinesisEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.proveIdentity();
        streamId = endpoint.streamId();
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newScheduledThreadPool(
                        this, "kinesis-" + endpoint.settings().stream().name(), THREADS);
        source = new StreamSource(endpoint.api(), endpoint.settings().source(), this::process, threads);
        source.start();
    }

    private void process(SourceRecord record) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getIn(), record);
            getProcessor().process(exchange);
            failIfNotDone(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** A route does not throw: what went wrong stays on the exchange. */
    private static void failIfNotDone(Exchange exchange) throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            throw new RollbackExchangeException(exchange);
        }
    }

    private void fill(Message message, SourceRecord found) {
        Record record = found.record();
        message.setBody(record.data().asByteArray());
        message.setHeader(KinesisHeaders.SHARD_ID, found.shardId());
        message.setHeader(KinesisHeaders.SEQUENCE_NUMBER, record.sequenceNumber());
        message.setHeader(KinesisHeaders.RECORD_ID, streamId + "/" + found.shardId() + "/" + record.sequenceNumber());
        message.setHeader(KinesisHeaders.MILLIS_BEHIND_LATEST, found.millisBehindLatest());
        if (record.partitionKey() != null) {
            message.setHeader(KinesisHeaders.PARTITION_KEY, record.partitionKey());
        }
        Instant arrival = record.approximateArrivalTimestamp();
        if (arrival != null) {
            message.setHeader(KinesisHeaders.APPROX_ARRIVAL_TIME, arrival);
            message.setHeader(KinesisHeaders.MESSAGE_TIMESTAMP, arrival.toEpochMilli());
        }
    }

    @Override
    protected void doSuspend() {
        source.pause();
    }

    @Override
    protected void doResume() {
        source.resume();
    }

    @Override
    protected void doStop() throws Exception {
        if (source != null) {
            source.close();
            source = null;
        }
        if (threads != null) {
            // Camel suspended this consumer before and waited for its exchanges: what runs now is a read, or has had
            // its time.
            ExecutorServiceManager manager = endpoint.getCamelContext().getExecutorServiceManager();
            manager.shutdownNow(threads);
            manager.awaitTermination(threads, STOP_TIMEOUT.toMillis());
            threads = null;
        }
        super.doStop();
    }
}
