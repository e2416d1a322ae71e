// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.json.Envelope;
import io.kinesisroutes.json.InvalidRecordException;
import io.kinesisroutes.local.LocalStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a record through kinesis-source when it is invalid, or when something behind the Kamelet fails. */
class KameletDeadLetterIT extends KameletFixture {

    private static final String SOURCE = "kamelet:kinesis-source?stream=orders&schema=" + SCHEMA;

    private final Queue<Envelope> letters = new ConcurrentLinkedQueue<>();
    private LocalStream orders;

    @BeforeEach
    void stream() {
        orders = aws.account(DEPLOYMENT).createStream("eu-west-1", "orders", 1);
    }

    /** A route that reads the Kamelet, and one that takes dead letters. */
    private RouteBuilder routes(String uri, Processor outer, Processor deadLetters) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("reading").process(outer);
                from("direct:letters").process(deadLetters);
            }
        };
    }

    private void take(Exchange exchange) {
        delivered.add(exchange.getMessage().getBody(String.class));
    }

    private void takeLetter(Exchange exchange) throws Exception {
        letters.add(Envelope.read(exchange.getMessage().getBody(byte[].class)));
    }

    private static Processor failing(AtomicInteger times, Processor then) {
        return exchange -> {
            if (times.getAndDecrement() > 0) {
                throw new IllegalStateException("failed by the test");
            }
            then.process(exchange);
        };
    }

    private void putOneInvalidAmongTwo() {
        orders.put("a", bytes("{\"n\":1}"));
        orders.put("b", bytes("{\"m\":2}"));
        orders.put("c", bytes("{\"n\":3}"));
    }

    @Test
    void record_invalid_endsInTheDeadLetterAndTheNextGoesOn() throws Exception {
        putOneInvalidAmongTwo();

        try (Deployment acme =
                acme().start(routes(SOURCE + "&deadLetter=direct:letters", this::take, this::takeLetter))) {
            await().until(() -> delivered.size() >= 2);
        }

        assertEquals(List.of("{\"n\":1}", "{\"n\":3}"), List.copyOf(delivered));
        assertEquals(1, letters.size());
        Envelope letter = letters.remove();
        assertEquals("{\"m\":2}", utf8(letter.data()));
        assertEquals(orders.records().get(1).sequenceNumber(), letter.origin().sequenceNumber());
        assertEquals("b", letter.partitionKey());
        assertTrue(letter.reason().contains("required property 'n'"), letter.reason());
    }

    @Test
    void deadLetterEndpoint_failsForAWhile_theRecordComesAgainUntilItIsStored() throws Exception {
        putOneInvalidAmongTwo();
        AtomicInteger failures = new AtomicInteger(2);

        try (Deployment acme = acme().start(routes(
                SOURCE + "&deadLetter=direct:letters", this::take, failing(failures, this::takeLetter)))) {
            await().until(() -> delivered.size() >= 2);
        }

        assertEquals(List.of("{\"n\":1}", "{\"n\":3}"), List.copyOf(delivered));
        assertEquals(
                List.of("{\"m\":2}"),
                letters.stream().map(letter -> utf8(letter.data())).toList());
        assertEquals(-1, failures.get());
    }

    @Test
    void outerRoute_failsForAWhile_theRecordComesAgainBeforeTheNext() throws Exception {
        putOneInvalidAmongTwo();
        AtomicInteger failures = new AtomicInteger(2);

        try (Deployment acme = acme().start(routes(
                SOURCE + "&deadLetter=direct:letters", failing(failures, this::take), this::takeLetter))) {
            await().until(() -> delivered.size() >= 2);
        }

        assertEquals(List.of("{\"n\":1}", "{\"n\":3}"), List.copyOf(delivered));
        assertEquals(1, letters.size());
    }

    @Test
    void outerRoute_findsARecordInvalidItself_isNoDeadLetterOfTheKamelet() throws Exception {
        orders.put("a", bytes("{\"n\":1}"));
        AtomicInteger failures = new AtomicInteger(2);
        Processor outer = exchange -> {
            if (failures.getAndDecrement() > 0) {
                throw new InvalidRecordException("invalid by another measure", "");
            }
            take(exchange);
        };

        try (Deployment acme = acme().start(routes(SOURCE + "&deadLetter=direct:letters", outer, this::takeLetter))) {
            await().until(() -> delivered.size() >= 1);
        }

        assertEquals(List.of("{\"n\":1}"), List.copyOf(delivered));
        assertEquals(0, letters.size());
    }

    @Test
    void outerRoute_failsLaterInAnotherThread_theRecordComesAgain() throws Exception {
        orders.put("a", bytes("{\"n\":1}"));
        AtomicInteger failures = new AtomicInteger(2);

        try (Deployment acme = acme().start(new RouteBuilder() {
            @Override
            public void configure() {
                from(SOURCE).threads(2).process(failing(failures, exchange -> take(exchange)));
            }
        })) {
            await().until(() -> delivered.size() >= 1);
        }

        assertEquals(-1, failures.get());
    }

    @Test
    void record_invalidWithoutADeadLetter_holdsItsShard() throws Exception {
        putOneInvalidAmongTwo();

        try (Deployment acme = acme().start(routes(SOURCE, this::take, this::takeLetter))) {
            HealthCheck check = acme.context().getRoutes().stream()
                    .filter(route -> route.getConsumer().getEndpoint() instanceof KinesisEndpoint)
                    .map(route -> ((HealthCheckAware) route.getConsumer()).getHealthCheck())
                    .findFirst()
                    .orElseThrow();
            await().until(() -> check.call().getState() == HealthCheck.State.DOWN);
            assertTrue(
                    check.call().getDetails().toString().contains("required property 'n'"),
                    () -> check.call().getDetails().toString());
        }

        assertEquals(List.of("{\"n\":1}"), List.copyOf(delivered));
    }

    @Test
    void deadLetter_isAKameletItself_takesIt() throws Exception {
        LocalStream dead = aws.account(DEPLOYMENT).createStream("eu-west-1", "dead", 1);
        putOneInvalidAmongTwo();

        try (Deployment acme = acme().start(routes(
                SOURCE + "&deadLetter=RAW(kamelet:kinesis-sink?stream=dead&linger=1)", this::take, this::takeLetter))) {
            await().until(() -> delivered.size() >= 2);
        }

        assertEquals(1, dead.recordCount());
        assertEquals(
                "{\"m\":2}", utf8(Envelope.read(dead.records().get(0).data()).data()));
    }

    @Test
    void record_notJsonAndNoSchema_isInvalid() throws Exception {
        orders.put("a", bytes("not json"));
        orders.put("b", bytes("{\"m\":2}"));

        try (Deployment acme = acme().start(routes(
                "kamelet:kinesis-source?stream=orders&deadLetter=direct:letters", this::take, this::takeLetter))) {
            await().until(() -> delivered.size() >= 1);
        }

        assertEquals(List.of("{\"m\":2}"), List.copyOf(delivered));
        assertEquals(
                List.of("not json"),
                letters.stream().map(letter -> utf8(letter.data())).toList());
    }

    @Test
    void deadLetter_uriWithOptions_isTakenWhole(@TempDir Path directory) throws Exception {
        putOneInvalidAmongTwo();

        try (Deployment acme = acme()) {
            routes(acme.context(), """
                - route:
                    from:
                      uri: kamelet:kinesis-source
                      parameters:
                        stream: orders
                        schema: %s
                        deadLetter: "RAW(file:%s?tempPrefix=.tmp-&chmod=600)"
                      steps:
                        - setBody:
                            simple: "${bodyAs(String)}"
                        - bean:
                            ref: delivered
                            method: add
                """.formatted(SCHEMA, directory));
            acme.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> delivered.size() >= 2);
        }

        try (var files = Files.list(directory)) {
            List<Path> found = files.toList();
            assertEquals(1, found.size(), found::toString);
            assertEquals(
                    "{\"m\":2}",
                    utf8(Envelope.read(Files.readAllBytes(found.get(0))).data()));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(found.get(0))));
        }
    }
}
