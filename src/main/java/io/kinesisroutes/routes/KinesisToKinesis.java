// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.json.DeadLetterEnvelope;
import io.kinesisroutes.json.InvalidRecordException;
import io.kinesisroutes.json.JsonGate;
import java.util.Objects;
import org.apache.camel.builder.RouteBuilder;

/**
 * {@code routes/kinesis-to-kinesis.camel.yaml} for an application that is written in Java: carries JSON records from one
 * stream to another, at least once, each side through a role in its owner's account; what is not JSON, or not what the
 * schema asks for, goes to the dead letters in its envelope, and is finished once that is stored.
 *
 * <p>The component must be bound before the route is added: {@code context.addComponent("aws2-kinesis", kinesis)}. A
 * record that cannot be stored is read again until it can be: an error handler of the whole context does not see it. Not
 * thread-safe; several instances, each with its own id, may be added to one context.
 */
public final class KinesisToKinesis extends RouteBuilder {

    private final String id;
    private String component = "aws2-kinesis";
    private KinesisStream source;
    private KinesisStream sink;
    private String schema;
    private String deadLetters;

    /** @param id of the route; the positions in the source are kept under it unless it has a {@code consumerName} */
    public KinesisToKinesis(String id) {
        this.id = Objects.requireNonNull(id, "id");
    }

    /** Where the records come from; required. */
    public KinesisToKinesis source(KinesisStream stream) {
        source = stream;
        return this;
    }

    /** Where they go; required. The partition key of the source goes on with a record, so order is kept for each key. */
    public KinesisToKinesis sink(KinesisStream stream) {
        sink = stream;
        return this;
    }

    /** @param uri of a JSON Schema, for example {@code file:schemas/order.schema.json}; {@code null} or empty: any JSON */
    public KinesisToKinesis schema(String uri) {
        schema = uri;
        return this;
    }

    /** @param uri of any Camel endpoint; required */
    public KinesisToKinesis deadLetters(String uri) {
        deadLetters = uri;
        return this;
    }

    /**
     * @param name under which the component is bound that reads and writes, {@code aws2-kinesis} if nothing is said; who
     *     serves several parties has a component for each
     */
    public KinesisToKinesis component(String name) {
        component = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Adds the route.
     *
     * @throws ConfigurationException with every problem of both sides, the schema and the dead letters at once
     */
    @Override
    public void configure() {
        Problems problems = new Problems();
        RouteParts parts = new RouteParts(getContext(), component, problems);
        String from = parts.stream("source", source);
        String to = parts.stream("sink", sink);
        JsonGate gate = parts.gate(schema);
        parts.destination("deadLetters", deadLetters);
        problems.throwIfAny("the route '" + id + "'");
        add(from, gate, to);
    }

    private void add(String from, JsonGate gate, String to) {
        // Its own: one that the application has for all routes might take a record that is not stored for done.
        errorHandler(defaultErrorHandler());
        onException(InvalidRecordException.class)
                .handled(true)
                .process(new DeadLetterEnvelope())
                .to(deadLetters);
        from(from).routeId(id).process(gate).to(to);
    }
}
