// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before DynamoDB and can be told to answer in its place. Thread-safe. */
final class DynamoDbFront implements AutoCloseable {

    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "host", "transfer-encoding");
    private static final int THREADS = 16;

    /** What becomes of a request. */
    enum Answer {
        DYNAMO_DB,
        THROTTLED(
                "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded."),
        EXPIRED_TOKEN(
                "com.amazon.coral.service#ExpiredTokenException",
                "The security token included in the request is expired"),
        /** The connection is closed without an answer. */
        NONE;

        private final String type;
        private final String message;

        Answer() {
            this("", "");
        }

        Answer(String type, String message) {
            this.type = type;
            this.message = message;
        }

        private byte[] body() {
            return "{\"__type\":\"%s\",\"message\":\"%s\"}"
                    .formatted(type, message)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private final URI dynamoDb;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, DynamoDbFront::thread);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final HttpServer server;
    private volatile Answer answer = Answer.DYNAMO_DB;

    DynamoDbFront(URI dynamoDb) throws IOException {
        this.dynamoDb = dynamoDb;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dynamodb-front");
        thread.setDaemon(true);
        return thread;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, for every request. */
    void answer(Answer value) {
        answer = value;
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Closed before it is answered, the connection goes with it.
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            switch (answer) {
                case DYNAMO_DB -> forward(exchange, request);
                case THROTTLED, EXPIRED_TOKEN -> refuse(exchange);
                case NONE -> {}
            }
        }
    }

    private void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        send(exchange, 400, answer.body());
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dynamoDb).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> copy(name, values, request::header));
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> copy(name, values, exchange.getResponseHeaders()::add));
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a header's name and one of its values. */
    private interface Header {
        void add(String name, String value);
    }

    private static void copy(String name, List<String> values, Header target) {
        if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> target.add(name, value));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
