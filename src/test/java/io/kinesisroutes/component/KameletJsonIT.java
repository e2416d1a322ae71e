// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.json.Envelope;
import io.kinesisroutes.json.InvalidRecordException;
import io.kinesisroutes.local.LocalStream;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON check in json-validate-action and in kinesis-sink. */
class KameletJsonIT extends KameletFixture {

    private static final String ACTION = "kamelet:json-validate-action?schema=" + SCHEMA;
    private static final String SINK = "kamelet:kinesis-sink?stream=orders&schema=" + SCHEMA;

    private final Queue<String> letters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lettersFail = new AtomicInteger();
    private LocalStream orders;
    private Deployment acme;

    @BeforeEach
    void start() {
        orders = aws.account(DEPLOYMENT).createStream("eu-west-1", "orders", 1);
        acme = acme();
    }

    @AfterEach
    void close() {
        acme.close();
    }

    private void route(String to) throws Exception {
        acme.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to(to)
                        .process(exchange -> delivered.add(exchange.getMessage().getBody(String.class)));
                from("direct:letters").process(exchange -> {
                    if (lettersFail.getAndDecrement() > 0) {
                        throw new IllegalStateException("failed by the test");
                    }
                    letters.add(utf8(Envelope.read(exchange.getMessage().getBody(byte[].class))
                            .data()));
                });
            }
        });
    }

    private Exchange send(Object body) {
        return acme.template()
                .request("direct:in", exchange -> exchange.getMessage().setBody(body));
    }

    @Test
    void action_validBody_goesOn() throws Exception {
        route(ACTION);

        assertNull(send("{\"n\":1}").getException());
        assertNull(send(new ByteArrayInputStream(bytes("{\"n\":2}"))).getException());

        assertEquals(List.of("{\"n\":1}", "{\"n\":2}"), List.copyOf(delivered));
    }

    @Test
    void action_invalidBody_endsInTheDeadLetterAndTheRouteEnds() throws Exception {
        route(ACTION + "&deadLetter=direct:letters");

        Exchange refused = send("{\"m\":1}");

        assertNull(refused.getException());
        assertEquals(List.of(), List.copyOf(delivered));
        assertEquals(List.of("{\"m\":1}"), List.copyOf(letters));
    }

    @Test
    void action_invalidBodyWithoutADeadLetter_failsTheExchange() throws Exception {
        route(ACTION);

        assertTrue(send("{\"m\":1}").getException() instanceof InvalidRecordException);
        assertEquals(List.of(), List.copyOf(delivered));
    }

    @Test
    void action_deadLetterFailsOnceAndTheOuterRouteTriesAgain_sendsTheRecordAndNotItsEnvelope() throws Exception {
        lettersFail.set(1);
        acme.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:again").to(ACTION + "&deadLetter=direct:letters").to("direct:in");
            }
        });
        route("log:unused?level=OFF");

        Exchange refused = acme.template()
                .request("direct:again", exchange -> exchange.getMessage().setBody("{\"m\":1}"));

        assertNull(refused.getException());
        assertEquals(List.of("{\"m\":1}"), List.copyOf(letters));
        assertEquals(List.of(), List.copyOf(delivered));
    }

    @Test
    void action_deadLetterFails_failsTheExchangeAndLeavesItsBodyAsItWas() throws Exception {
        lettersFail.set(1);
        route(ACTION + "&deadLetter=direct:letters");

        Exchange failed = send("{\"m\":1}");

        assertTrue(failed.getException() instanceof IllegalStateException);
        assertEquals("{\"m\":1}", failed.getMessage().getBody(String.class));
        assertEquals(List.of(), List.copyOf(delivered));
    }

    @Test
    void sink_invalidRecord_isNotStoredAndItsRouteEnds() throws Exception {
        route(SINK + "&deadLetter=direct:letters");

        assertNull(send("{\"n\":1}").getException());
        assertNull(send("{\"m\":2}").getException());

        assertEquals(List.of("{\"n\":1}"), texts(orders));
        assertEquals(List.of("{\"n\":1}"), List.copyOf(delivered));
        assertEquals(List.of("{\"m\":2}"), List.copyOf(letters));
    }

    @Test
    void sink_invalidRecordWithoutADeadLetter_failsTheExchange() throws Exception {
        route(SINK);

        assertTrue(send("{\"m\":2}").getException() instanceof InvalidRecordException);
        assertEquals(0, orders.recordCount());
    }

    @Test
    void sink_listWithInvalidRecords_storesTheOthers() throws Exception {
        route(SINK + "&deadLetter=direct:letters");

        assertNull(send(List.of(
                        "{\"n\":1}", bytes("{\"m\":2}"), new ByteArrayInputStream(bytes("{\"n\":3}")), "{\"m\":4}"))
                .getException());
        assertNull(send(List.of("{\"m\":5}")).getException());

        assertEquals(List.of("{\"n\":1}", "{\"n\":3}"), texts(orders));
        assertEquals(List.of("{\"m\":2}", "{\"m\":4}", "{\"m\":5}"), List.copyOf(letters));
        assertEquals(1, delivered.size());
    }

    @Test
    void sink_listWhoseDeadLetterFails_storesNothingAndFails() throws Exception {
        lettersFail.set(1);
        route(SINK + "&deadLetter=direct:letters");

        assertTrue(send(List.of("{\"n\":1}", "{\"m\":2}")).getException() instanceof IllegalStateException);
        assertEquals(0, orders.recordCount());
    }

    @Test
    void sink_listWithoutADeadLetter_namesTheFirstThatIsInvalid() throws Exception {
        route(SINK);

        Exception e = send(List.of("{\"n\":1}", "{\"m\":2}")).getException();

        assertTrue(e.getMessage().startsWith("the record at index 1 is not what the schema asks for"), e::toString);
        assertEquals(0, orders.recordCount());
    }

    @Test
    void sink_cannotStore_failsTheExchange() throws Exception {
        route("kamelet:kinesis-sink?stream=orders");
        aws.faults().on("PutRecords").stream("orders").times(1).fail("ValidationException");

        assertThrows(Exception.class, () -> acme.template().sendBody("direct:in", "{}"));
        assertEquals(List.of(), List.copyOf(delivered));
    }

    @Test
    void sink_listWhoseDeadLetterFailsOnce_isWholeWhenItIsSentAgain() throws Exception {
        lettersFail.set(1);
        acme.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(1));
                from("direct:again").to(SINK + "&deadLetter=direct:letters");
            }
        });
        route("log:unused?level=OFF");

        Exchange sent = acme.template().request("direct:again", exchange -> exchange.getMessage()
                .setBody(new ArrayList<>(List.of(
                        new ByteArrayInputStream(bytes("{\"n\":1}")),
                        "{\"m\":2}",
                        new ByteArrayInputStream(bytes("{\"n\":3}"))))));

        assertNull(sent.getException());
        assertEquals(List.of("{\"n\":1}", "{\"n\":3}"), texts(orders));
        assertEquals(List.of("{\"m\":2}"), List.copyOf(letters));
    }

    /** Of one record, or of one file: all have the headers of the whole. */
    @Test
    void sink_severalInvalidElements_areSeveralFiles(@TempDir Path directory) throws Exception {
        route(SINK + "&deadLetter=RAW(file:" + directory + ")");

        Exchange sent = acme.template().request("direct:in", exchange -> {
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "input.json");
            exchange.getMessage().setBody(List.of("{\"m\":1}", "{\"m\":1}", "{\"m\":2}"));
        });

        assertNull(sent.getException());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(3, files.count());
        }
    }
}
