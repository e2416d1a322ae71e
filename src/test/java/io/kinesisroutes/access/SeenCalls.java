// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A service on this machine that refuses every call, and remembers who signed it. */
final class SeenCalls implements AutoCloseable {

    private static final Pattern SIGNED = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/aws4_request");

    private final List<String> signers = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private SeenCalls(HttpServer server) {
        this.server = server;
        server.createContext("/", this::refuse);
        server.start();
    }

    static SeenCalls start() throws IOException {
        return new SeenCalls(HttpServer.create(anyPort(), 0));
    }

    static SeenCalls startEncrypted(SSLContext ssl) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ssl));
        return new SeenCalls(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void refuse(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Matcher signed = SIGNED.matcher(header);
        signers.add(signed.find() ? String.join(" ", signed.group(3), signed.group(2), signed.group(1)) : header);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(400, -1);
        exchange.close();
    }

    URI uri() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Of each call: the service, the region and the access key id. */
    List<String> signers() {
        return signers;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
