// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import io.kinesisroutes.component.KinesisHeaders;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.KinesisLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The {@link JsonGate} for many records at once: of a list of messages, those that pass stay, with their bytes as they
 * came, and of each other the exchange property {@value #REFUSED} holds a message with its dead-letter envelope. A sink
 * fails all records of a list for one that it cannot send, so those are refused here, too. Thread-safe once started.
 */
public final class JsonSieve extends ServiceSupport implements Processor, CamelContextAware {

    /** The exchange property with a list of messages, one for each record that was refused; empty if none was. */
    public static final String REFUSED = "CamelKinesisRefused";

    private final JsonGate gate = new JsonGate();
    private final DeadLetterEnvelope envelope = new DeadLetterEnvelope();
    private int maxRecordBytes = Integer.MAX_VALUE;
    private String partitionKey;
    private Expression keys;

    /** @throws ConfigurationException if the schema or the expression cannot be used */
    @Override
    protected void doInit() {
        gate.init();
        if (partitionKey != null && !partitionKey.isEmpty()) {
            keys = expression();
        }
    }

    private Expression expression() {
        CamelContext context = gate.getCamelContext();
        try {
            Expression expression = context.resolveLanguage("simple").createExpression(partitionKey);
            expression.init(context);
            return expression;
        } catch (RuntimeException e) {
            Problems problems = new Problems();
            problems.add(
                    "partitionKey",
                    partitionKey,
                    "is no expression of the Simple language: " + e.getMessage(),
                    "Example: ${bodyAs(String).substring(0, 8)}");
            problems.throwIfAny("the JSON gate");
            throw e;
        }
    }

    /** @throws Exception if a record cannot be read as bytes; what is only bad JSON is in the property */
    @Override
    public void process(Exchange exchange) throws Exception {
        List<Message> passed = new ArrayList<>();
        List<Message> refused = new ArrayList<>();
        for (Object element : exchange.getMessage().getMandatoryBody(List.class)) {
            Message record = (Message) element;
            try {
                check(exchange, record);
                passed.add(record);
            } catch (InvalidRecordException e) {
                refused.add(envelope(exchange, record, e));
            }
        }
        exchange.getMessage().setBody(passed);
        exchange.setProperty(REFUSED, refused);
    }

    private void check(Exchange exchange, Message record) throws Exception {
        byte[] bytes = record.getMandatoryBody(byte[].class);
        if (bytes.length > maxRecordBytes) {
            throw new InvalidRecordException(
                    "too large: it has " + bytes.length + " bytes, and " + maxRecordBytes + " are taken", "");
        }
        gate.parse(bytes);
        if (keys != null) {
            String key = key(exchange, record);
            long whole = (long) bytes.length + key.getBytes(StandardCharsets.UTF_8).length;
            if (whole > maxRecordBytes) {
                throw new InvalidRecordException(
                        "too large: it has " + whole + " bytes with its partition key, and " + maxRecordBytes
                                + " are taken",
                        "");
            }
            record.setHeader(KinesisHeaders.PARTITION_KEY, key);
        }
    }

    private String key(Exchange exchange, Message record) throws InvalidRecordException {
        String key;
        try {
            Exchange own = new DefaultExchange(exchange.getContext());
            exchange.getProperties().forEach(own::setProperty);
            own.setMessage(record.copy());
            key = keys.evaluate(own, String.class);
        } catch (RuntimeException e) {
            throw new InvalidRecordException("without a partition key: " + partitionKey + " fails: " + e, "");
        }
        if (key == null || key.isEmpty()) {
            throw new InvalidRecordException("without a partition key: " + partitionKey + " gives nothing", "");
        }
        if (key.length() > KinesisLimits.PARTITION_KEY_LENGTH) {
            throw new InvalidRecordException(
                    "its partition key has " + key.length() + " characters, and AWS takes "
                            + KinesisLimits.PARTITION_KEY_LENGTH,
                    "");
        }
        return key;
    }

    /** Of a copy: what tries the list again must find the record. */
    private Message envelope(Exchange exchange, Message record, InvalidRecordException why) throws Exception {
        Exchange own = new DefaultExchange(exchange.getContext());
        own.setMessage(record.copy());
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

    /** What has more bytes, its partition key included if it gets one here, is refused. */
    public void setMaxRecordBytes(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }

    public String getPartitionKey() {
        return partitionKey;
    }

    /**
     * What gives each record its partition key, in the Simple language; a record without one is refused. Empty: none gets one
     * here.
     */
    public void setPartitionKey(String partitionKey) {
        this.partitionKey = partitionKey;
    }
}
