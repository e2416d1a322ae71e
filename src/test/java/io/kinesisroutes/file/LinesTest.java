// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.file.RollingFile.Roll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

    private static final Roll LATER = new Roll(1 << 20, Duration.ofMinutes(1));

    @TempDir
    private Path directory;

    private RollingFile file;
    private Lines lines;
    private Thread writer;

    @BeforeEach
    void start() throws IOException {
        file = RollingFile.open(directory, "quakes", LATER, Clock.systemUTC());
        lines = new Lines(file, 1 << 20);
        writer = new Thread(lines, "writer");
        writer.start();
    }

    @AfterEach
    void stop() throws Exception {
        lines.end();
        writer.join();
        file.close();
    }

    private static byte[] line(int number) {
        return (number + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String written() {
        try (Stream<Path> files = Files.list(directory)) {
            StringBuilder all = new StringBuilder();
            for (Path path : files.filter(each -> each.toString().contains(".ndjson"))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(path));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void add_isToldOnlyOnceTheLineIsInTheFile() {
        List<String> seen = new CopyOnWriteArrayList<>();
        for (int i = 1; i <= 3; i++) {
            lines.add(line(i), failure -> seen.add(failure + ": " + written()));
        }

        await().until(() -> seen.size() == 3);

        assertTrue(seen.get(0).startsWith("null: 1\n"), seen::toString);
        assertEquals("null: 1\n2\n3\n", seen.get(2));
    }

    @Test
    void add_manyFromOneThread_keepTheirOrder() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            expected.append(i).append('\n');
            lines.add(line(i), failure -> done.add(number));
        }

        await().until(() -> done.size() == 10_000);

        assertEquals(expected.toString(), written());
        assertEquals(new ArrayList<>(done).stream().sorted().toList(), done);
    }

    @Test
    void add_directoryGone_isToldWhyAndTheNextOneIsWrittenWhenItIsBack() throws IOException {
        Path moved = directory.resolveSibling(directory.getFileName() + "-moved");
        AtomicReference<String> first = new AtomicReference<>();
        AtomicReference<String> second = new AtomicReference<>();
        Files.move(directory, moved);

        lines.add(line(1), failure -> first.set(String.valueOf(failure)));
        await().until(() -> first.get() != null);
        Files.move(moved, directory);
        lines.add(line(2), failure -> second.set(String.valueOf(failure)));
        await().until(() -> second.get() != null);

        assertTrue(first.get().contains("NoSuchFileException"), first.get());
        assertEquals("null", second.get());
        assertEquals("2\n", written());
    }

    @Test
    void add_afterTheEnd_isToldAtOnce() throws InterruptedException {
        AtomicReference<IOException> told = new AtomicReference<>();
        lines.end();
        writer.join();

        lines.add(line(1), told::set);

        assertTrue(told.get().getMessage().contains("stopped"), told::toString);
    }

    @Test
    void add_whoIsToldThrows_theOthersAreWrittenAndTold() {
        AtomicReference<String> told = new AtomicReference<>();
        lines.add(line(1), failure -> {
            throw new StackOverflowError("thrown by the test");
        });
        lines.add(line(2), failure -> told.set(String.valueOf(failure)));

        await().until(() -> told.get() != null);

        assertEquals("null", told.get());
        assertEquals("1\n2\n", written());
    }

    @Test
    void add_whoseThreadIsGone_isToldAtOnce() throws InterruptedException {
        AtomicReference<IOException> told = new AtomicReference<>();
        writer.interrupt();
        writer.join();

        lines.add(line(1), told::set);

        assertTrue(told.get().getMessage().contains("stopped"), told::toString);
    }

    @Test
    void add_moreThanTheDiskTakes_isRefusedUntilThereIsRoom() {
        Lines idle = new Lines(file, 10);
        List<String> told = new CopyOnWriteArrayList<>();
        idle.add(new byte[20], failure -> told.add("first " + failure));
        idle.add(line(1), failure -> told.add("second " + failure));

        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("second") && told.get(0).contains("too slow: 20 bytes"), told::toString);

        idle.end();
        idle.run();
        assertEquals("first null", told.get(1));
    }

    @Test
    void run_moreLinesAtOnceThanAFileIsFor_fileEndsWithTheLineThatFillsIt() throws IOException {
        Path small = directory.resolve("small");
        try (RollingFile rolling =
                RollingFile.open(small, "quakes", new Roll(25, Duration.ofMinutes(1)), Clock.systemUTC())) {
            Lines waiting = new Lines(rolling, 1 << 20);
            for (int i = 0; i < 10; i++) {
                waiting.add(new byte[10], failure -> {});
            }
            waiting.end();
            waiting.run();
        }

        try (Stream<Path> files = Files.list(small)) {
            assertEquals(
                    List.of(30L, 30L, 30L, 10L),
                    files.filter(each -> each.toString().endsWith(".ndjson"))
                            .map(each -> each.toFile().length())
                            .sorted(Comparator.reverseOrder())
                            .toList());
        }
    }
}
