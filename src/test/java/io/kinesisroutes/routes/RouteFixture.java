// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The demo's accounts with their roles and ExternalId, a directory, and one of this project's routes. */
abstract class RouteFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final List<byte[]> GOOD = Earthquakes.good();

    private static final int KEYS = 20;
    private static final int MILLIS_BETWEEN = 2;
    private static final Duration MOMENT = Duration.ofMillis(60);

    final LocalAws aws = LocalAws.start();
    final DemoAccounts accounts = new DemoAccounts(aws);

    @TempDir
    Path directory;

    @AfterEach
    void stopAws() {
        aws.close();
    }

    /** Settings with which one route runs and no other. */
    Map<String, String> only(String route, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("access-audit.enabled", "false");
        settings.put("kinesis-to-kinesis.enabled", "false");
        settings.put(route + ".enabled", "true");
        settings.put("dead-letter.uri", "file:" + deadLetters());
        settings.put("camel.component.aws2-kinesis.checkpointStore", "file:" + directory.resolve("checkpoints"));
        settings.putAll(more);
        return settings;
    }

    Path deadLetters() {
        return directory.resolve("dead-letters");
    }

    RouteApplication application(Map<String, String> settings) {
        return new RouteApplication(aws, accounts.deployment(), settings);
    }

    RouteProcess process(Map<String, String> settings) {
        return new RouteProcess(RouteApplication.properties(aws, accounts.deployment(), settings), directory);
    }

    /** What the user reads when these settings do not work. */
    String problem(Map<String, String> settings) {
        try (RouteApplication application = application(settings)) {
            Throwable e = assertThrows(Exception.class, application::start);
            StringBuilder all = new StringBuilder();
            for (; e != null; e = e.getCause()) {
                all.append(e.getMessage()).append('\n');
            }
            return all.toString();
        }
    }

    /** Puts records one after the other while {@code whilePutting} goes on, which should come to its end first. */
    static void putMeanwhile(LocalStream stream, List<byte[]> records, Runnable whilePutting) {
        meanwhile(
                () -> {
                    for (int i = 0; i < records.size(); i++) {
                        stream.put("key-" + i % KEYS, records.get(i));
                        LockSupport.parkNanos(Duration.ofMillis(MILLIS_BETWEEN).toNanos());
                    }
                },
                whilePutting);
    }

    static void meanwhile(Runnable inBackground, Runnable here) {
        AtomicBoolean hasFailed = new AtomicBoolean();
        Thread thread = new Thread(inBackground, "meanwhile");
        thread.setUncaughtExceptionHandler((t, e) -> {
            e.printStackTrace();
            hasFailed.set(true);
        });
        thread.start();
        here.run();
        await().atMost(PATIENCE).until(() -> !thread.isAlive());
        assertTrue(!hasFailed.get());
    }

    /** Kills the route each time it has come so far, and starts it again. */
    static void killAt(RouteProcess process, LongSupplier done, long... marks) {
        for (long mark : marks) {
            try {
                await().pollInterval(Duration.ofMillis(2))
                        .atMost(PATIENCE)
                        .until(() -> done.getAsLong() >= mark || !process.isAlive());
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(process.output(), e);
            }
            assertTrue(process.isAlive(), process::output);
            // Not always at the same point of its work.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOMENT.toNanos()));
            process.kill();
            process.start();
        }
    }

    /** Another address of this machine stands for others: who listens on all addresses listens there, too. */
    static void assertNotReachableFromElsewhere(int port) throws IOException {
        try (Socket socket = new Socket()) {
            InetSocketAddress elsewhere = new InetSocketAddress("127.0.0.2", port);
            assertThrows(IOException.class, () -> socket.connect(elsewhere, 1000));
        }
    }

    static List<String> texts(List<byte[]> records) {
        return records.stream().map(RouteFixture::text).sorted().toList();
    }

    static List<String> texts(LocalStream stream) {
        return stream.records().stream()
                .map(record -> text(record.data()))
                .sorted()
                .toList();
    }

    /** Which of the records are not there. */
    static Set<String> lost(List<byte[]> sent, List<String> there) {
        Set<String> lost = new HashSet<>(texts(sent));
        lost.removeAll(new HashSet<>(there));
        return lost;
    }

    /** What a user of a directory sees in it. */
    static List<Path> files(Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path directory) {
        return files(directory).stream().flatMap(file -> read(file).lines()).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
