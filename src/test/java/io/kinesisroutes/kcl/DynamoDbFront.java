// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a DynamoDB Local, writes down what is asked of it, and refuses what a test wants refused. Thread-safe. */
public final class DynamoDbFront implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "X-Amz-Target";
    private static final String TYPE = "application/x-amz-json-1.0";
    private static final String EVERY_ACTION = "*";

    private final URI behind;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final ConcurrentHashMap<String, Answer> refused = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Duration> delays = new ConcurrentHashMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private volatile boolean cut;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    private record Answer(int status, String type, byte[] body) {}

    public DynamoDbFront(DynamoDbLocal behind) {
        this.behind = behind.endpoint();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Answers an action with an error from now on.
     *
     * @param action as {@code CreateTable}
     * @param code as {@code AccessDeniedException}
     */
    public void refuse(String action, String code, int status) {
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"by the test\"}";
        refused.put(action, new Answer(status, TYPE, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers every action with an error from now on. */
    public void refuseAll(String code, int status) {
        refuse(EVERY_ACTION, code, status);
    }

    /** Takes so long for each answer to an action from now on. */
    public void delay(String action, Duration delay) {
        delays.put(action, delay);
    }

    /** Breaks each connection from now on without an answer. */
    public void cut() {
        cut = true;
    }

    /** Answers nothing from now on, and what was asked meanwhile once everything passes again. */
    public void fallSilent() {
        silence = new CountDownLatch(1);
    }

    /** Lets everything pass again. */
    public void pass() {
        refused.clear();
        delays.clear();
        cut = false;
        silence.countDown();
    }

    /** What was asked so far, each once: the action, a space, the table, and after a slash the index. */
    public Set<String> asked() {
        return asked;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String action = exchange.getRequestHeaders().getFirst(TARGET).replaceFirst(".*\\.", "");
            byte[] request = exchange.getRequestBody().readAllBytes();
            hold(action);
            if (cut) {
                return;
            }
            asked.add(action + " " + resource(JSON.readTree(request)));
            Answer refusal = refused.getOrDefault(action, refused.get(EVERY_ACTION));
            Answer answer = refusal == null ? forward(exchange, request) : refusal;
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private void hold(String action) throws IOException {
        try {
            silence.await();
            Thread.sleep(delays.getOrDefault(action, Duration.ZERO).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String resource(JsonNode request) {
        String table = request.path("TableName").asText();
        return request.has("IndexName")
                ? table + "/" + request.path("IndexName").asText()
                : table;
    }

    private Answer forward(HttpExchange exchange, byte[] request) throws IOException {
        HttpRequest same = HttpRequest.newBuilder(behind)
                .header(TARGET, exchange.getRequestHeaders().getFirst(TARGET))
                .header("Content-Type", TYPE)
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(same, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), TYPE, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        pass();
        server.stop(0);
        threads.shutdownNow();
    }
}
