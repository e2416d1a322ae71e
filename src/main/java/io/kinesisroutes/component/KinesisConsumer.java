// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.observe.ShardsHealthCheck;
import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultMessage;

/** Makes exchanges of records; when an exchange ends well its records are done, else they are delivered again. */
final class KinesisConsumer extends DefaultConsumer implements Suspendable {

    private final KinesisEndpoint endpoint;
    private StreamConnection connection;
    private volatile RunningSource source;
    private String streamId;

    KinesisConsumer(KinesisEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ShardsHealthCheck check = new ShardsHealthCheck("consumer:" + getRouteId(), this::troubles);
        check.setCamelContext(endpoint.getCamelContext());
        check.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
        setHealthCheck(check);
        if (endpoint.settings().consumer().name() == null && getRoute() != null && RouteIds.isMadeUp(getRoute())) {
            RouteIds.warn(getRouteId(), endpoint.settings().stream().name());
        }
    }

    private Map<String, String> troubles() {
        RunningSource current = source;
        return current == null ? Map.of() : current.troubles();
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
        connection = StreamConnection.open(endpoint);
        connection.verifyCredentials();
        streamId = connection.streamId();
        source = new SourceOpening(endpoint, getRouteId(), connection, handler()).open(this);
        source.start();
    }

    private RecordHandler handler() {
        return endpoint.settings().consumer().delivery().recordsPerExchange() == 1
                ? (records, completion) -> process(message(records.get(0)), completion)
                : (records, completion) -> process(list(records), completion);
    }

    private Message message(SourceRecord record) {
        return new RecordMessage(endpoint.getCamelContext(), record, streamId);
    }

    private Message list(List<SourceRecord> records) {
        List<Message> messages = new ArrayList<>(records.size());
        records.forEach(record -> messages.add(message(record)));
        Message list = new DefaultMessage(endpoint.getCamelContext());
        list.setBody(messages);
        return list;
    }

    private void process(Message message, RecordHandler.Completion completion) {
        Exchange exchange = createExchange(false);
        exchange.setIn(message);
        getAsyncProcessor().process(exchange, doneSync -> {
            Throwable failure = failure(exchange);
            releaseExchange(exchange, false);
            completion.done(failure);
        });
    }

    /** A route does not throw: what went wrong stays on the exchange. */
    private static Throwable failure(Exchange exchange) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        return exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()
                ? new RollbackExchangeException("the route marked it for rollback", exchange)
                : null;
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
        release();
        super.doStop();
    }

    private void release() {
        if (source != null) {
            source.close();
            source = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
