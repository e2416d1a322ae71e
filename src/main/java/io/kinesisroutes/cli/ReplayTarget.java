// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.component.KinesisHeaders;
import io.kinesisroutes.json.Envelope;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Where the records of envelopes are sent. {@link #send} is for one thread, so that records of one key keep their order;
 * its callbacks come from others.
 */
final class ReplayTarget implements AutoCloseable {

    private final Endpoint endpoint;
    private final String description;
    private final AsyncProducer producer;

    /** @param description for a person, and for the receipt */
    ReplayTarget(Endpoint endpoint, String description) throws Exception {
        this.endpoint = endpoint;
        this.description = description;
        this.producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(producer);
    }

    /** The record as its source gave it. */
    Exchange exchange(Envelope envelope) {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOnly);
        Message message = exchange.getMessage();
        message.setBody(envelope.data());
        header(message, KinesisHeaders.PARTITION_KEY, envelope.partitionKey());
        header(message, KinesisHeaders.SHARD_ID, envelope.origin().shardId());
        header(message, KinesisHeaders.SEQUENCE_NUMBER, envelope.origin().sequenceNumber());
        header(message, KinesisHeaders.RECORD_ID, envelope.origin().recordId());
        if (envelope.arrival() != null) {
            message.setHeader(KinesisHeaders.APPROX_ARRIVAL_TIME, envelope.arrival());
            message.setHeader(
                    KinesisHeaders.MESSAGE_TIMESTAMP, envelope.arrival().toEpochMilli());
        }
        return exchange;
    }

    private static void header(Message message, String name, String value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }

    void send(Exchange exchange, AsyncCallback done) {
        producer.process(exchange, done);
    }

    /** Why an exchange that is done did not end well; {@code null} if it did. */
    static Throwable failure(Exchange exchange) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        return exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()
                ? new RollbackExchangeException("the route marked it for rollback", exchange)
                : null;
    }

    /** Whether an exchange that ended well did so because its route dealt with an exception. */
    static ReplayOutcome outcome(Exchange exchange) {
        boolean handled = exchange.getExchangeExtension().isErrorHandlerHandledSet()
                        && exchange.getExchangeExtension().isErrorHandlerHandled()
                || Boolean.TRUE.equals(exchange.getProperty(Exchange.EXCEPTION_HANDLED, Boolean.class));
        return handled ? ReplayOutcome.DEAD_LETTERED : ReplayOutcome.REPLAYED;
    }

    /** Where the record is now, as far as the exchange tells. */
    ObjectNode where(Envelope envelope, Exchange exchange) {
        ObjectNode where = JsonLine.object().put("to", description);
        Object shardId = exchange.getMessage().getHeader(KinesisHeaders.SHARD_ID);
        Object number = exchange.getMessage().getHeader(KinesisHeaders.SEQUENCE_NUMBER);
        if (shardId != null
                && number != null
                && !number.equals(envelope.origin().sequenceNumber())) {
            where.put("shardId", shardId.toString()).put("sequenceNumber", number.toString());
        }
        return where;
    }

    @Override
    public void close() {
        ServiceHelper.stopService(producer);
    }
}
