// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * kinesis-mock, which others wrote, in a Node process of its own. It speaks CBOR and JSON as it is asked to, knows no
 * credentials, roles or rates, and keeps its streams in memory. Not thread-safe.
 */
final class KinesisMock implements AutoCloseable {

    /** It finds its certificate there only when it is started there. */
    static final Path PACKAGE = Path.of("target", "kinesis-mock", "node_modules", "kinesis-local");

    /** It takes an access key id of twelve digits for the account, and looks at nothing else of a signature. */
    static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("111122223333", "any");

    private static final File LOG = Path.of("target", "kinesis-mock.log").toFile();

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private static final int STARTS = 3;

    private final Process process;
    private final URI endpoint;

    private KinesisMock(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one on a free port and waits until it answers. */
    static KinesisMock start() {
        for (int i = 0; i < STARTS; i++) {
            KinesisMock mock = launch();
            if (mock.answers()) {
                return mock;
            }
            // Somebody else took the port between our look at it and the start.
            mock.close();
        }
        throw new IllegalStateException("kinesis-mock does not start, see " + LOG);
    }

    private static KinesisMock launch() {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder("node", "--require", clock(), "main.js")
                    .directory(PACKAGE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG));
            builder.environment().putAll(settings(port));
            return new KinesisMock(builder.start(), URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String clock() {
        try {
            return Path.of(KinesisMock.class
                            .getResource("kinesis-mock-clock.js")
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "KINESIS_MOCK_PLAIN_PORT", String.valueOf(port),
                // Nobody asks for TLS, but it opens a port for it all the same.
                "KINESIS_MOCK_TLS_PORT", "0",
                "CREATE_STREAM_DURATION", "1ms",
                "DELETE_STREAM_DURATION", "1ms",
                "SPLIT_SHARD_DURATION", "1ms",
                "MERGE_SHARDS_DURATION", "1ms",
                "UPDATE_SHARD_COUNT_DURATION", "1ms",
                "SHARD_LIMIT", "1000",
                "LOAD_DATA_IF_EXISTS", "false",
                "LOG_LEVEL", "WARN");
    }

    private boolean answers() {
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || now() != null);
        return process.isAlive();
    }

    /** What it takes for now, to the second; {@code null} while it does not answer. */
    private Instant now() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint.resolve("/healthcheck").toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                    ? Instant.ofEpochMilli(connection.getDate())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Plain HTTP: its certificate is its own. */
    URI endpoint() {
        return endpoint;
    }

    /** Lets so much time pass for it in a moment. */
    void putForward(Duration duration) {
        Instant after = now().plus(duration);
        try {
            process.getOutputStream().write((duration.toMillis() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().until(() -> !now().isBefore(after));
    }

    /** Ends the process that {@link #start()} started, and no other. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
