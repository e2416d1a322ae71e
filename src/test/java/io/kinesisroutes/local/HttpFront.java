// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** HTTP/1.1 and HTTP/2 with prior knowledge on one loopback port. Thread-safe. */
final class HttpFront {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int WINDOW = 4 * 1024 * 1024;
    private static final int PAYLOAD_TOO_LARGE = 413;

    private final Vertx vertx;
    private final Clock clock;
    private final Function<HttpCall, HttpAnswer> handler;

    HttpFront(Vertx vertx, Clock clock, Function<HttpCall, HttpAnswer> handler) {
        this.vertx = vertx;
        this.clock = clock;
        this.handler = handler;
    }

    /** Returns the port; 0 asks for a free one. The event loops share the port. */
    int listen(int port, int eventLoops) {
        // A negative port is a free one too, but the same for all instances.
        int shared = port == 0 ? -1 : port;
        AtomicInteger bound = new AtomicInteger();
        DeploymentOptions instances = new DeploymentOptions().setInstances(eventLoops);
        vertx.deployVerticle(() -> listener(shared, bound), instances)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return bound.get();
    }

    private Verticle listener(int port, AtomicInteger bound) {
        return new AbstractVerticle() {
            @Override
            public void start(Promise<Void> started) {
                HttpServer server = vertx.createHttpServer(options()).requestHandler(HttpFront.this::receive);
                server.listen(port, LOOPBACK)
                        .onSuccess(listening -> bound.set(listening.actualPort()))
                        .<Void>mapEmpty()
                        .onComplete(started);
            }
        };
    }

    private static HttpServerOptions options() {
        // A batch of records is larger than HTTP/2's default windows, and each refill is a round trip.
        return new HttpServerOptions()
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(64 * 1024)
                .setHttp2ConnectionWindowSize(4 * WINDOW)
                .setInitialSettings(
                        new Http2Settings().setInitialWindowSize(WINDOW).setMaxConcurrentStreams(1000));
    }

    private void receive(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        boolean[] tooLarge = {false};
        request.handler(chunk -> {
            tooLarge[0] |= body.length() + chunk.length() > Limits.HTTP_BODY_BYTES;
            if (!tooLarge[0]) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            HttpAnswer answer = tooLarge[0]
                    ? HttpAnswer.of(PAYLOAD_TOO_LARGE, Map.of(), Buffer.buffer())
                    : handler.apply(call(request, body));
            long delay = answer.delay().toMillis();
            if (delay > 0) {
                vertx.setTimer(delay, timer -> send(request, answer));
            } else {
                send(request, answer);
            }
        });
    }

    private static HttpCall call(HttpServerRequest request, Buffer body) {
        String query = request.query() == null ? "" : request.query();
        return new HttpCall(request.method().name(), request.path(), query, headers(request), body.getBytes());
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        MultiMap received = request.headers();
        received.forEach(header ->
                headers.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + "," + b));
        if (request.authority() != null) {
            headers.putIfAbsent("host", request.authority().toString());
        }
        return headers;
    }

    private void send(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (answer.dropped()) {
            drop(request);
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        answer.headers().forEach(response::putHeader);
        response.end(answer.body());
    }

    /** On HTTP/2 only this call's stream, so that its neighbours on the connection are left alone. */
    private static void drop(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
