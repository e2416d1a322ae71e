// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A client that posts the earthquakes. */
class HttpToKinesisIT extends RouteFixture {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final int AT_ONCE = 10;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port = freePort();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("camel.server.port", String.valueOf(port), "sink.schema", "{{source.schema}}"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return only("http-to-kinesis", settings);
    }

    private HttpResponse<String> post(String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer not-to-be-seen")
                .POST(BodyPublishers.ofByteArray(bytes(body)));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String type, String body) throws IOException, InterruptedException {
        return post("/streams/earthquakes-checked", type, body);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertEquals(JSON, response.headers().firstValue("Content-Type").orElse(""), response.body());
        assertFalse(response.headers().map().toString().contains("not-to-be-seen"));
        return new JsonMapper().readTree(response.body());
    }

    /** Every answer says where the records are, and there they are. */
    private void assertStored(HttpResponse<String> response, List<String> records) throws IOException {
        assertEquals(200, response.statusCode(), response.body());
        Map<String, String> there = accounts.sink().records().stream()
                .collect(Collectors.toMap(
                        record -> record.shardId() + record.sequenceNumber(), record -> text(record.data())));
        List<String> found = new ArrayList<>();
        json(response)
                .path("stored")
                .forEach(each -> found.add(there.get(each.path("shardId").textValue()
                        + each.path("sequenceNumber").textValue())));
        assertEquals(records, found);
    }

    @Test
    void post_oneManyAndLines_answersWhereEachIs() throws Exception {
        List<String> some = GOOD.stream().limit(700).map(RouteFixture::text).toList();
        try (RouteApplication application = application(settings("http-to-kinesis.max-records", "700"))) {
            application.start();

            assertStored(post(JSON, some.get(0)), some.subList(0, 1));
            assertStored(post(JSON, "[" + some.get(0) + "]"), some.subList(0, 1));
            assertStored(post(JSON + "; charset=utf-8", "[" + String.join(",", some) + "]"), some);
            assertStored(post(NDJSON, String.join("\n", some)), some);
        }
    }

    @Test
    void post_withAndWithoutARoleWithOddCharacters_reachesTheStream() throws Exception {
        String role = aws.account("444455556666")
                .role(
                        "Quakes+Writer=1",
                        TrustPolicies.allow("999988887777", "acme"),
                        PermissionPolicies.allow(accounts.sink().arn(), "kinesis:*"))
                .arn();
        aws.account("999988887777").createStream("us-east-1", "own", 1);
        for (String[] pair : new String[][] {{role, "earthquakes-checked"}, {"", "own"}}) {
            try (RouteApplication application = application(
                    settings("sink.aws.credentials.role.arn", pair[0], "http-to-kinesis.streams", pair[1]))) {
                application.start();
                HttpResponse<String> response = post("/streams/" + pair[1], JSON, text(GOOD.get(0)));
                assertEquals(200, response.statusCode(), response.body());
            }
        }
    }

    @Test
    void post_partitionKey_isThatOfEachRecord() throws Exception {
        try (RouteApplication application = application(settings())) {
            application.start();

            HttpResponse<String> response = post(
                    "/streams/earthquakes-checked",
                    NDJSON,
                    text(GOOD.get(0)) + "\n" + text(GOOD.get(1)),
                    "X-Partition-Key",
                    "somewhere",
                    "CamelAwsKinesisPartitionKey",
                    "not this one");

            assertEquals(200, response.statusCode(), response.body());
            assertEquals(
                    Set.of("somewhere"),
                    accounts.sink().records().stream()
                            .map(LocalRecord::partitionKey)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void post_whatCannotBeTaken_isRefusedWithTheReasonAndNothingIsStored() throws Exception {
        String good = text(GOOD.get(0));
        try (RouteApplication application = application(settings("http-to-kinesis.max-body-bytes", "2000000"))) {
            application.start();

            HttpResponse<String> notJson = post(JSON, "[" + good + ",{\"type\":]");
            assertEquals(400, notJson.statusCode(), notJson.body());

            HttpResponse<String> second = post(NDJSON, good + "\n{\"type\":\"Feature\"");
            assertEquals(400, second.statusCode());
            assertEquals(1, json(second).path("record").intValue(), second.body());
            assertTrue(json(second).path("error").textValue().startsWith("The record is not JSON"), second.body());

            HttpResponse<String> schema = post(JSON, good.replaceFirst("\"mag\":[0-9.]+", "\"mag\":\"big\""));
            assertEquals(400, schema.statusCode());
            assertEquals("/properties/mag", json(schema).path("pointer").textValue(), schema.body());

            HttpResponse<String> unknown = post("/streams/earthquakes", JSON, good);
            assertEquals(404, unknown.statusCode());
            assertTrue(json(unknown).path("error").textValue().contains("http-to-kinesis.streams"), unknown.body());

            HttpResponse<String> body = post(JSON, " ".repeat(2_000_001));
            assertEquals(413, body.statusCode());
            assertTrue(json(body).path("error").textValue().contains("2000000 bytes"), body.body());

            String large = good.replaceFirst("\"title\":\"", "\"title\":\"" + "x".repeat(1_200_000));
            HttpResponse<String> record = post(JSON, large);
            assertEquals(413, record.statusCode());
            assertTrue(json(record).path("error").textValue().contains("Make the record smaller"), record.body());
            assertTrue(json(record).has("record"), record.body());

            HttpResponse<String> many = post(NDJSON, "1\n".repeat(501));
            assertEquals(413, many.statusCode());
            assertTrue(json(many).path("error").textValue().contains("more than 500 records"), many.body());

            HttpResponse<String> ofOneKey = post(
                    "/streams/earthquakes-checked", NDJSON, (good + "\n").repeat(101), "X-Partition-Key", "somewhere");
            assertEquals(413, ofOneKey.statusCode());
            assertTrue(json(ofOneKey).path("error").textValue().contains("more than 100 records"), ofOneKey.body());

            assertEquals(400, post(JSON, "").statusCode());
            assertEquals(400, post(NDJSON, "\n\n").statusCode());
            assertEquals(400, post(JSON, "[]").statusCode());
            assertEquals(400, post(JSON, "[" + good + "] 7").statusCode());
            assertEquals(415, post("text/plain", good).statusCode());
            assertEquals(
                    400,
                    post("/streams/earthquakes-checked", JSON, good, "X-Partition-Key", "k".repeat(257))
                            .statusCode());
        }
        assertEquals(0, accounts.sink().recordCount());
    }

    @Test
    void post_byABrowserForAPageOfAnotherSite_storesNothing() throws Exception {
        String good = text(GOOD.get(0));
        String path = "/streams/earthquakes-checked";
        try (RouteApplication application = application(settings())) {
            application.start();

            assertEquals(415, post(path, null, good).statusCode());
            assertEquals(415, post(path, "text/plain;+json", good).statusCode());
            assertEquals(
                    403, post(path, JSON, good, "sec-fetch-site", "cross-site").statusCode());
            HttpResponse<String> mayI = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Origin", "https://elsewhere.example")
                            .header("Access-Control-Request-Method", "POST")
                            .header("Access-Control-Request-Headers", "content-type")
                            .method("OPTIONS", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertFalse(mayI.headers().map().toString().toLowerCase(Locale.ROOT).contains("access-control-allow"));

            assertEquals(0, accounts.sink().recordCount());
            assertEquals(
                    200, post(path, JSON, good, "Sec-Fetch-Site", "same-origin").statusCode());
        }
    }

    @Test
    void post_streamThatTakesNothing_is503WithTheTimeToTryAgainAndNoWordOfRoles() throws Exception {
        try (RouteApplication application = application(settings("http-to-kinesis.timeout-millis", "500"))) {
            application.start();
            assertEquals(200, post(JSON, text(GOOD.get(0))).statusCode());
            aws.faults().on("PutRecords").fail("ProvisionedThroughputExceededException");

            HttpResponse<String> response = post(JSON, text(GOOD.get(1)));

            assertEquals(503, response.statusCode());
            assertEquals("5", response.headers().firstValue("Retry-After").orElse(""));
            assertTrue(json(response).path("error").textValue().contains("Send the request again"), response.body());
            assertFalse(response.body().contains("arn:"), response.body());
            aws.faults().clear();
            assertStored(post(JSON, text(GOOD.get(1))), List.of(text(GOOD.get(1))));
        }
    }

    @Test
    void server_byDefault_isForThisMachineOnly() throws Exception {
        try (RouteApplication application = application(settings())) {
            application.start();
            assertNotReachableFromElsewhere(port);
        }
    }

    @Test
    void post_serverKilledAgainAndAgain_whatWasAnsweredIsStored() throws Exception {
        try (RouteProcess process = process(settings())) {
            process.start();
            meanwhile(this::postAll, () -> killAt(process, () -> accounts.sink().recordCount(), 200, 700, 1200));
        }
        assertEquals(Set.of(), lost(GOOD, texts(accounts.sink())));
    }

    private void postAll() {
        for (int from = 0; from < GOOD.size(); from += AT_ONCE) {
            String lines = GOOD.subList(from, Math.min(from + AT_ONCE, GOOD.size())).stream()
                    .map(RouteFixture::text)
                    .collect(Collectors.joining("\n"));
            await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> isTaken(lines));
        }
    }

    private boolean isTaken(String lines) throws InterruptedException {
        try {
            return post(NDJSON, lines).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
