// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.file.RollingFile.Roll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {

    private static final Roll LATER = new Roll(1000, Duration.ofMinutes(1));

    private final StoppedClock clock = new StoppedClock();

    /** A clock that goes only when it is put forward. */
    private static final class StoppedClock extends Clock {
        private Instant now = Instant.parse("2026-01-31T12:00:00.5Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @TempDir
    private Path directory;

    private RollingFile open(Roll roll) throws IOException {
        return RollingFile.open(directory, "quakes", roll, clock);
    }

    private static ByteBuffer lines(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> finished() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private String content(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private void leftover(String text) throws IOException {
        Files.writeString(directory.resolve(".quakes-20260131T110000000Z.ndjson.part"), text);
    }

    @Test
    void append_largeEnough_finishesTheFile() throws IOException {
        try (RollingFile file = open(new Roll(6, Duration.ofMinutes(1)))) {
            file.append(lines("{}\n"));
            assertEquals(List.of(), finished());
            file.append(lines("{}\n"));
            assertEquals(List.of("quakes-20260131T120000500Z.ndjson"), finished());
            assertNull(file.untilDue());
            file.append(lines("{}\n{}\n"));
        }
        assertEquals(List.of("quakes-20260131T120000500Z.ndjson", "quakes-20260131T120000501Z.ndjson"), finished());
    }

    @Test
    void append_manyFilesWithinAMillisecond_namesAreInTheOrderOfTheLines() throws IOException {
        StringBuilder written = new StringBuilder();
        try (RollingFile file = open(new Roll(1, Duration.ofMinutes(1)))) {
            for (int i = 0; i < 12; i++) {
                file.append(lines(i + "\n"));
                written.append(i).append('\n');
            }
        }

        StringBuilder read = new StringBuilder();
        for (String name : finished()) {
            read.append(content(name));
        }
        assertEquals(written.toString(), read.toString());
    }

    @Test
    void rollIfDue_oldEnough_finishesTheFile() throws IOException {
        try (RollingFile file = open(LATER)) {
            file.append(lines("{}\n"));
            clock.advance(Duration.ofSeconds(59));
            file.rollIfDue();
            assertEquals(List.of(), finished());
            assertEquals(Duration.ofSeconds(1), file.untilDue());
            clock.advance(Duration.ofSeconds(1));
            file.rollIfDue();
            assertEquals(List.of("quakes-20260131T120000500Z.ndjson"), finished());
        }
    }

    @Test
    void open_afterAKill_finishesWhatIsWholeWithoutTheLineThatIsNot() throws IOException {
        leftover("{\"a\":1}\n{\"b\":2}\n{\"c\"");

        open(LATER).close();

        assertEquals("{\"a\":1}\n{\"b\":2}\n", content("quakes-20260131T110000000Z.ndjson"));
    }

    @Test
    void open_afterAPowerCut_cutsZeros() throws IOException {
        leftover("{\"a\":1}\n{\"b\"\0\0\0\0\n{\"c\":3}\n");

        open(LATER).close();

        assertEquals("{\"a\":1}\n", content("quakes-20260131T110000000Z.ndjson"));
    }

    @Test
    void open_leftoverWithoutAWholeLine_isGone() throws IOException {
        leftover("{\"a\"");

        open(LATER).close();

        assertEquals(List.of(), finished());
        assertTrue(Files.notExists(directory.resolve(".quakes-20260131T110000000Z.ndjson.part")));
    }

    @Test
    void open_leftoverOfAnother_isLeftAlone() throws IOException {
        Path other = Files.writeString(directory.resolve(".quakes-b-20260131T110000000Z.ndjson.part"), "{}\n");

        open(LATER).close();

        assertEquals(List.of(), finished());
        assertTrue(Files.exists(other));
    }

    @Test
    void open_nameThatIsTaken_replacesNothing() throws IOException {
        leftover("{\"new\":1}\n");
        Files.writeString(directory.resolve("quakes-20260131T110000000Z.ndjson"), "{\"old\":1}\n");

        IOException e = assertThrows(IOException.class, () -> open(LATER));

        assertTrue(e.getMessage().contains("is there already"), e.getMessage());
        assertEquals("{\"old\":1}\n", content("quakes-20260131T110000000Z.ndjson"));
        Files.delete(directory.resolve("quakes-20260131T110000000Z.ndjson"));
        open(LATER).close();
        assertEquals("{\"new\":1}\n", content("quakes-20260131T110000000Z.ndjson"));
    }

    @Test
    void open_whileAnotherHasIt_isRefused() throws IOException {
        RollingFile first = open(LATER);

        assertThrows(IllegalStateException.class, () -> open(LATER));
        first.close();
        open(LATER).close();
    }

    @Test
    void append_directoryGoneAndBack_failsAndGoesOn() throws IOException {
        Path moved = directory.resolveSibling(directory.getFileName() + "-moved");
        try (RollingFile file = open(new Roll(3, Duration.ofMinutes(1)))) {
            file.append(lines("{}\n"));
            Files.move(directory, moved);
            assertThrows(IOException.class, () -> file.append(lines("{\"lost\":0}\n")));
            Files.move(moved, directory);
            clock.advance(Duration.ofSeconds(1));
            file.append(lines("{\"again\":1}\n"));
        }
        assertNotEquals(List.of(), finished());
        assertEquals("{\"again\":1}\n", content("quakes-20260131T120001500Z.ndjson"));
    }

    @Test
    void rollIfDue_nameTakenForAWhile_getsItsNameLaterWithoutANewLine() throws IOException {
        try (RollingFile file = open(LATER)) {
            file.append(lines("{}\n"));
            Path taken = Files.writeString(directory.resolve("quakes-20260131T120000500Z.ndjson"), "{\"old\":1}\n");
            clock.advance(Duration.ofMinutes(1));
            assertThrows(IOException.class, file::rollIfDue);
            Files.delete(taken);

            clock.advance(file.untilDue());
            file.rollIfDue();

            assertEquals("{}\n", content("quakes-20260131T120000500Z.ndjson"));
            assertNull(file.untilDue());
        }
    }
}
