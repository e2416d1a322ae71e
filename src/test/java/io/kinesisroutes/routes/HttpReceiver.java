// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that keeps what is posted to it, if it says 200 to that. */
final class HttpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> taken = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Integer> status = request -> 200;

    record Request(String method, String path, String query, String type, String key, String body) {}

    HttpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getQuery(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        int answer = status.apply(request);
        if (answer == 200) {
            taken.add(request);
        }
        if (answer / 100 == 3) {
            exchange.getResponseHeaders().add("Location", url("/elsewhere"));
        }
        if (answer > 0) {
            exchange.sendResponseHeaders(answer, -1);
        }
        exchange.close();
    }

    String url() {
        return url("/records?from=kinesis&x=%7B");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** @param value gives the status for a request; 3xx: to /elsewhere; 0: the connection is closed without an answer */
    void answer(Function<Request, Integer> value) {
        status = value;
    }

    List<Request> taken() {
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
