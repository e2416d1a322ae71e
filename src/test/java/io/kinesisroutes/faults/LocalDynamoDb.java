// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** DynamoDB Local in a JVM of its own, in memory. */
final class LocalDynamoDb implements AutoCloseable {

    /** Written by the build. */
    private static final Path CLASSPATH = Path.of("target", "dynamodb-local.classpath");

    private static final long START_SECONDS = 30;

    private final Process process;
    private final URI endpoint;

    private LocalDynamoDb(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static LocalDynamoDb start(Path output) throws IOException, InterruptedException {
        int port = freePort();
        String classpath = Files.readString(CLASSPATH).strip();
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dsqlite4java.library.path=" + libraries(classpath),
                        "-cp",
                        classpath,
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-sharedDb",
                        "-port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        if (!Stage.await(START_SECONDS, () -> !process.isAlive() || listens(port)) || !process.isAlive()) {
            process.destroyForcibly();
            throw new IOException("DynamoDB Local did not start: " + Files.readString(output));
        }
        return new LocalDynamoDb(process, URI.create("http://127.0.0.1:" + port));
    }

    /** The native library is beside the jar in the local repository. */
    private static Path libraries(String classpath) {
        Path jar = Arrays.stream(classpath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("sqlite4java-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sqlite4java in " + CLASSPATH));
        Path version = jar.getParent().getFileName();
        return jar.getParent()
                .resolveSibling(Path.of("..", "libsqlite4java-linux-amd64").resolve(version))
                .normalize();
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

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
