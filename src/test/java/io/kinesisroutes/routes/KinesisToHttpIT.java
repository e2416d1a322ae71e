// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.routes.HttpReceiver.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server to which the earthquakes are posted. */
class KinesisToHttpIT extends RouteFixture {

    private final HttpReceiver receiver = new HttpReceiver();

    KinesisToHttpIT() throws IOException {}

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("kinesis-to-http.url", receiver.url()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return only("kinesis-to-http", settings);
    }

    private List<String> bodies() {
        return receiver.taken().stream().map(Request::body).toList();
    }

    @Test
    void route_earthquakesWithDamagedOnes_arePostedInOrder() throws Exception {
        List<byte[]> damaged = Earthquakes.damaged(GOOD);
        List<LocalRecord> put = GOOD.stream()
                .map(record -> accounts.source().put("good", record))
                .toList();
        damaged.forEach(record -> accounts.source().put("damaged", record));

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= GOOD.size());
            await().atMost(PATIENCE).until(() -> files(deadLetters()).size() >= damaged.size());
        }

        assertEquals(GOOD.stream().map(RouteFixture::text).toList(), bodies());
        Request first = receiver.taken().get(0);
        assertEquals("POST", first.method());
        assertEquals("from=kinesis&x={", first.query());
        assertEquals("application/json", first.type());
        assertEquals(
                accounts.source().arn() + "/" + put.get(0).shardId() + "/"
                        + put.get(0).sequenceNumber(),
                first.key());
    }

    @Test
    void route_receiverInTrouble_isTriedAgainInOrder() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        int[] trouble = {503, 429, 0, 401, 500, 408};
        receiver.answer(request -> {
            int number = requests.getAndIncrement();
            return number < trouble.length ? trouble[number] : 200;
        });
        GOOD.stream().limit(5).forEach(record -> accounts.source().put("key", record));

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 5);
        }

        assertEquals(GOOD.stream().limit(5).map(RouteFixture::text).toList(), bodies());
        assertEquals(List.of(), files(deadLetters()));
    }

    @Test
    void route_receiverDoesNotAnswer_isTriedAgain() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        java.util.concurrent.CountDownLatch end = new java.util.concurrent.CountDownLatch(1);
        receiver.answer(request -> {
            if (requests.getAndIncrement() == 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return 200;
        });
        accounts.source().put("key", GOOD.get(0));

        try (RouteApplication application = application(settings("kinesis-to-http.timeout-millis", "300"))) {
            application.start();
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 1);
            assertEquals(2, requests.get());
        } finally {
            end.countDown();
        }
    }

    @Test
    void route_recordThatTheReceiverDoesNotWant_isADeadLetterWithTheStatus() throws Exception {
        receiver.answer(request -> request.body().equals(text(GOOD.get(1))) ? 422 : 200);
        GOOD.stream().limit(3).forEach(record -> accounts.source().put("key", record));

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 2);
        }

        assertEquals(List.of(text(GOOD.get(0)), text(GOOD.get(2))), bodies());
        assertEquals(1, files(deadLetters()).size());
        JsonNode envelope = new JsonMapper().readTree(read(files(deadLetters()).get(0)));
        assertTrue(envelope.path("reason").textValue().contains("statusCode: 422"), envelope::toString);
        assertEquals(text(GOOD.get(1)), text(envelope.path("data").binaryValue()));
    }

    @Test
    void route_deadLettersOverHttp_goWhereTheyShouldAndDoNotLookLikeTheRecord() throws Exception {
        receiver.answer(request -> request.body().equals(text(GOOD.get(1))) ? 422 : 200);
        accounts.source().put("key", bytes("{\"type\":"));
        GOOD.stream().limit(3).forEach(record -> accounts.source().put("key", record));

        try (RouteApplication application = application(settings("dead-letter.uri", receiver.url("/dead-letters")))) {
            application.start();
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 4);
        }

        assertEquals(
                List.of("/dead-letters", "/records", "/dead-letters", "/records"),
                receiver.taken().stream().map(Request::path).toList());
        List<Request> letters = receiver.taken().stream()
                .filter(request -> request.path().equals("/dead-letters"))
                .toList();
        assertEquals(
                text(GOOD.get(1)), text(json(letters.get(1).body()).path("data").binaryValue()));
        for (Request letter : letters) {
            assertEquals(null, letter.query());
            assertEquals(null, letter.key(), "a server would take the letter for the record that it has refused");
        }
    }

    /** Whoever follows one may send a GET without a body to a page that says 200. */
    @Test
    void route_redirect_isTriedAgainAndNotFollowedEvenIfOthersAre() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        receiver.answer(request -> request.path().equals("/records") && requests.getAndIncrement() < 2 ? 302 : 200);
        accounts.source().put("key", GOOD.get(0));

        try (RouteApplication application = application(settings("camel.component.http.followRedirects", "true"))) {
            application.start();
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 1);
        }

        assertEquals(
                List.of("/records"),
                receiver.taken().stream().map(Request::path).toList());
        assertEquals(List.of(text(GOOD.get(0))), bodies());
        assertEquals(3, requests.get());
        assertEquals(List.of(), files(deadLetters()));
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Test
    void route_killedAgainAndAgain_losesNothing() throws Exception {
        try (RouteProcess process = process(settings())) {
            process.start();
            putMeanwhile(
                    accounts.source(),
                    GOOD,
                    () -> killAt(process, () -> receiver.taken().size(), 200, 600, 900));
            await().atMost(PATIENCE).until(() -> lost(GOOD, bodies()).isEmpty());
        }
        assertEquals(Set.copyOf(texts(GOOD)), Set.copyOf(bodies()));
    }
}
