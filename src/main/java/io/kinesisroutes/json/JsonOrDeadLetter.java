// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A {@link JsonGate} for Kamelets, which cannot bring an error handler along. What it refuses goes to the endpoint {@code
 * deadLetter} as a {@link DeadLetterEnvelope}, and the exchange then ends well and goes no further. If that endpoint fails
 * the exchange fails, and so it does if there is none. In a list body each element is a record: those that are refused
 * leave the list. Thread-safe once started.
 */
public final class JsonOrDeadLetter extends AsyncProcessorSupport implements CamelContextAware {

    private final JsonGate gate = new JsonGate();
    private final Problems problems = new Problems();
    private CamelContext camelContext;
    private String deadLetter;
    private DeadLetters deadLetters;

    /** @throws ConfigurationException if the schema or the endpoint cannot be used */
    @Override
    protected void doInit() {
        try {
            ServiceHelper.initService(gate);
        } catch (ConfigurationException e) {
            e.problems().forEach(p -> problems.add(p.option(), p.value(), p.wrong(), p.advice()));
        }
        problems.throwIfAny("the JSON gate");
        ServiceHelper.initService(deadLetters);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(gate, deadLetters);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(deadLetters, gate);
    }

    @Override
    protected void doShutdown() {
        ServiceHelper.stopAndShutdownServices(deadLetters, gate);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            if (JsonRecords.isList(exchange)) {
                new JsonRecords(gate, deadLetters).check(exchange);
            } else {
                gate.process(exchange);
            }
        } catch (InvalidRecordException e) {
            if (deadLetters != null) {
                return refuse(exchange, e, callback);
            }
            exchange.setException(e);
        } catch (Throwable e) {
            // Also an Error: nobody else would tell Camel that this exchange has ended.
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private boolean refuse(Exchange exchange, InvalidRecordException why, AsyncCallback callback) {
        return deadLetters.send(exchange, exchange.getMessage(), why, (failure, doneSync) -> {
            if (failure == null) {
                exchange.setRouteStop(true);
            } else {
                exchange.setException(failure);
            }
            callback.done(doneSync);
        });
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        gate.setCamelContext(camelContext);
    }

    public String getSchema() {
        return gate.getSchema();
    }

    /** Where the JSON Schema is, for example {@code file:schemas/order.schema.json}; empty for none. */
    public void setSchema(String schema) {
        gate.setSchema(schema);
    }

    public String getDeadLetter() {
        return deadLetter;
    }

    /** The URI of a Camel endpoint for what is refused; empty to let the exchange fail. The context is set before. */
    public void setDeadLetter(String deadLetter) {
        this.deadLetter = deadLetter;
        if (!deadLetter.isEmpty()) {
            // Now, not when this starts: if it is a Kamelet, Camel starts its route only if it knows it by then.
            deadLetters = DeadLetters.to(deadLetter, camelContext, problems);
        }
    }
}
