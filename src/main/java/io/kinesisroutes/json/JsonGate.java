// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.component.PropertyConfigurerSupport;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Lets JSON pass and nothing else: the body is parsed once and checked against a JSON Schema if one is given. The bytes of
 * the body go on as they came; with {@link #setKeepDocument} the parsed document goes with them. Thread-safe once started.
 */
public final class JsonGate extends ServiceSupport implements Processor, CamelContextAware {

    /** The exchange property that holds the parsed document, a {@link JsonNode}. */
    public static final String DOCUMENT = "CamelKinesisJsonDocument";

    private static final int REASONS_NAMED = 5;

    private CamelContext camelContext;
    private String schema;
    private boolean keepDocument;
    private JsonSchema compiled;

    /**
     * Compiles the schema; not while the Camel CLI only exports a route, and puts a mark where a property has no value yet.
     *
     * @throws ConfigurationException if the schema cannot be used
     */
    @Override
    protected void doInit() {
        Problems problems = new Problems();
        if (schema != null && !schema.isEmpty() && !PropertyConfigurerSupport.MAGIC_VALUE.equals(schema)) {
            new SchemaLoader(camelContext, problems).load(schema).ifPresent(loaded -> compiled = loaded);
        }
        problems.throwIfAny("the JSON gate");
    }

    /**
     * @throws InvalidRecordException if the body is not JSON in UTF-8, or not what the schema asks for
     */
    @Override
    public void process(Exchange exchange) throws InvalidRecordException {
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        if (bytes == null) {
            throw new InvalidRecordException("not JSON: there is no body that can be read as bytes", "");
        }
        // A stream can be read once: what comes after this, also a dead letter, gets what was read.
        exchange.getMessage().setBody(bytes);
        JsonNode document = parse(bytes);
        if (keepDocument) {
            exchange.setProperty(DOCUMENT, document);
        }
    }

    /**
     * Reads and checks one record.
     *
     * @throws InvalidRecordException if it is not JSON in UTF-8, or not what the schema asks for
     */
    public JsonNode parse(byte[] bytes) throws InvalidRecordException {
        JsonNode document = JsonParsing.parse(bytes);
        if (compiled != null) {
            check(compiled.validate(document));
        }
        return document;
    }

    private static void check(Set<ValidationMessage> wrong) throws InvalidRecordException {
        if (wrong.isEmpty()) {
            return;
        }
        String named = wrong.stream()
                .limit(REASONS_NAMED)
                .map(ValidationMessage::getMessage)
                .collect(Collectors.joining("; "));
        String more = wrong.size() > REASONS_NAMED ? "; and " + (wrong.size() - REASONS_NAMED) + " more" : "";
        throw new InvalidRecordException(
                "not what the schema asks for: " + named + more,
                wrong.iterator().next().getInstanceLocation().toString());
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getSchema() {
        return schema;
    }

    /** Where the JSON Schema is, for example {@code file:schemas/order.schema.json}; empty for none. */
    public void setSchema(String schema) {
        this.schema = schema;
    }

    public boolean isKeepDocument() {
        return keepDocument;
    }

    /**
     * Whether the parsed document becomes the exchange property {@value #DOCUMENT}, for steps that look into it. It lives as
     * long as the exchange then, which costs memory for each record under way. Default: not.
     */
    public void setKeepDocument(boolean keepDocument) {
        this.keepDocument = keepDocument;
    }
}
