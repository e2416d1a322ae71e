// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The {@link JsonGate} for many records at once: of a list of messages, those that pass stay, with their bytes as they
 * came, and of each other the exchange property {@value #REFUSED} holds a message with its dead-letter envelope.
 * Thread-safe once started.
 */
public final class JsonSieve extends ServiceSupport implements Processor, CamelContextAware {

    /** The exchange property with a list of messages, one for each record that was refused; empty if none was. */
    public static final String REFUSED = "CamelKinesisRefused";

    private final JsonGate gate = new JsonGate();
    private final DeadLetterEnvelope envelope = new DeadLetterEnvelope();
    private int maxRecordBytes = Integer.MAX_VALUE;

    /** @throws io.kinesisroutes.config.ConfigurationException if the schema cannot be used */
    @Override
    protected void doInit() {
        gate.init();
    }

    /** @throws Exception if a record cannot be read as bytes; what is only bad JSON is in the property */
    @Override
    public void process(Exchange exchange) throws Exception {
        List<Message> passed = new ArrayList<>();
        List<Message> refused = new ArrayList<>();
        for (Object element : exchange.getMessage().getMandatoryBody(List.class)) {
            Message record = (Message) element;
            try {
                check(record.getMandatoryBody(byte[].class));
                passed.add(record);
            } catch (InvalidRecordException e) {
                refused.add(envelope(exchange, record, e));
            }
        }
        exchange.getMessage().setBody(passed);
        exchange.setProperty(REFUSED, refused);
    }

    private void check(byte[] record) throws InvalidRecordException {
        if (record.length > maxRecordBytes) {
            throw new InvalidRecordException(
                    "too large: it has " + record.length + " bytes, and " + maxRecordBytes + " are taken", "");
        }
        gate.parse(record);
    }

    private Message envelope(Exchange exchange, Message record, InvalidRecordException why) throws Exception {
        Exchange own = new DefaultExchange(exchange.getContext());
        own.setMessage(record);
        own.setProperty(Exchange.EXCEPTION_CAUGHT, why);
        envelope.process(own);
        return own.getMessage();
    }

    @Override
    public CamelContext getCamelContext() {
        return gate.getCamelContext();
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        gate.setCamelContext(camelContext);
    }

    public String getSchema() {
        return gate.getSchema();
    }

    /** Where the JSON Schema is, for example {@code file:schemas/order.schema.json}; empty for none. */
    public void setSchema(String schema) {
        gate.setSchema(schema);
    }

    public int getMaxRecordBytes() {
        return maxRecordBytes;
    }

    /** What has more bytes is refused. A sink fails all records of a list for one that its stream does not take. */
    public void setMaxRecordBytes(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }
}
