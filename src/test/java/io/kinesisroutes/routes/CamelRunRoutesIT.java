// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code camel run .} with every route turned on: it finds by itself what they need. */
class CamelRunRoutesIT extends RouteFixture {

    private static final List<byte[]> FROM_STREAM = GOOD.subList(0, 100);
    private static final List<byte[]> FROM_FILE = GOOD.subList(100, 200);
    private static final byte[] POSTED = GOOD.get(200);

    @Test
    void run_everyRouteOn_carriesThroughEach() throws Exception {
        int port = freePort();
        Path in = Files.createDirectory(directory.resolve("in"));
        for (byte[] record : FROM_FILE) {
            Files.write(
                    in.resolve("quakes.ndjson"),
                    bytes(text(record) + "\n"),
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
        FROM_STREAM.forEach(record -> accounts.source().put("key", record));
        accounts.source().put("bad", bytes("{\"type\":\"Feature\"}"));

        try (HttpReceiver receiver = new HttpReceiver()) {
            Process camel = start(port, receiver.url(), in);
            try {
                await().atMost(Duration.ofMinutes(3)).until(() -> !camel.isAlive() || post(port) == 200);
                assertTrue(camel.isAlive(), "see target/camel-run-routes.log");
                assertNotReachableFromElsewhere(port);
                List<byte[]> all = GOOD.subList(0, 201);
                await().atMost(PATIENCE)
                        .until(() -> lost(all, texts(accounts.sink())).isEmpty()
                                && lost(FROM_STREAM, lines(directory.resolve("out")))
                                        .isEmpty()
                                && receiver.taken().size() >= FROM_STREAM.size());
                assertEquals(Set.of(), lost(all, texts(accounts.sink())));
                assertEquals(
                        texts(FROM_STREAM),
                        receiver.taken().stream()
                                .map(HttpReceiver.Request::body)
                                .sorted()
                                .toList());
            } finally {
                camel.destroy();
                camel.waitFor(1, TimeUnit.MINUTES);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int post(int port) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/streams/earthquakes-checked"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(POSTED))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private Process start(int port, String url, Path in) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmaven.repo.local=" + Path.of("target/camel-cli-repository").toAbsolutePath(),
                "-Dlocal-aws.endpoint=" + aws.endpoint(),
                "-Daws.accessKeyId=" + accounts.deployment().accessKeyId(),
                "-Daws.secretAccessKey=" + accounts.deployment().secretAccessKey(),
                "-cp",
                Files.readString(Path.of("target/camel-cli.classpath")),
                Path.of("src/test/camel-cli/CamelCli.java").toString(),
                "run",
                ".",
                "--profile=demo",
                "--logging-color=false",
                "--repos=" + BuiltJar.publish().toUri() + ","
                        + BuiltJar.mainRepository().toUri()));
        for (String setting : List.of(
                "dead-letter.uri=file:" + deadLetters(),
                "kinesis-to-file.enabled=true",
                "kinesis-to-file.directory=" + directory.resolve("out"),
                "kinesis-to-file.max-age-millis=200",
                "kinesis-to-http.enabled=true",
                "kinesis-to-http.url=" + url,
                "file-to-kinesis.enabled=true",
                "file-to-kinesis.directory=" + in,
                "file-to-kinesis.positions=" + directory.resolve("positions"),
                "http-to-kinesis.enabled=true",
                "camel.server.port=" + port,
                "dead-letter-replay.enabled=true",
                "dead-letter-replay.directory=" + directory.resolve("repaired"))) {
            command.add("--property=" + setting);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/camel-run-routes.log").toFile())
                .start();
    }
}
