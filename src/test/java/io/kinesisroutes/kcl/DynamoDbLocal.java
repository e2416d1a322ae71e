// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * DynamoDB Local in a JVM of its own, in memory: its libraries must not mix with ours. It asks nobody who he is, and keeps
 * one set of tables whatever the region. Thread-safe.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** Written by the build. */
    private static final Path CLASSPATH = Path.of("target", "dynamodb-local.classpath");

    /** Of all clients, and never closed: closing one takes two seconds. */
    static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;

    private DynamoDbLocal(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** The one of this JVM, which ends with it; tests keep apart by the names of their tables. */
    public static DynamoDbLocal shared() {
        return Shared.ONE;
    }

    private static final class Shared {
        private static final DynamoDbLocal ONE = start();
    }

    /** Starts one on a free loopback port. */
    public static DynamoDbLocal start() {
        try {
            int port = freePort();
            Path log = Path.of("target", "dynamodb-local-" + port + ".log");
            Process process = new ProcessBuilder(command(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await().pollInterval(Duration.ofMillis(50)).atMost(START).until(() -> listens(port) || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException("DynamoDB Local did not start: " + Files.readString(log));
            }
            return new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local is started from " + CLASSPATH, e);
        }
    }

    private static List<String> command(int port) throws IOException {
        String classpath = Files.readString(CLASSPATH).strip();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dsqlite4java.library.path=" + nativeLibrary(classpath),
                "-cp",
                classpath,
                "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                String.valueOf(port));
    }

    private static Path nativeLibrary(String classpath) {
        return Arrays.stream(classpath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("libsqlite4java-linux-amd64"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No native library of SQLite in " + CLASSPATH))
                .getParent();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A new client in eu-west-1, which its user closes. */
    public DynamoDbAsyncClient client() {
        return client(endpoint);
    }

    /** A new client of this endpoint, which may be a {@link DynamoDbFront}'s; the interceptors see its calls. */
    public static DynamoDbAsyncClient client(URI endpoint, ExecutionInterceptor... interceptors) {
        return client(endpoint, override -> override.executionInterceptors(List.of(interceptors)));
    }

    static DynamoDbAsyncClient client(URI endpoint, Consumer<ClientOverrideConfiguration.Builder> override) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "secret")))
                .httpClient(HTTP)
                .overrideConfiguration(override)
                .build();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
