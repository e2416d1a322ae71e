// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kinesisroutes.file.FollowedFiles.Next;
import io.kinesisroutes.local.MutableClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FollowedFilesTest {

    private static final int TOO_LONG = 33 * 1024 * 1024;

    @TempDir
    private Path directory;

    private final MutableClock clock = new MutableClock();
    private FilePositions positions;
    private FollowedFiles files;

    @BeforeEach
    void open() throws IOException {
        positions = FilePositions.open(directory.resolve("positions/files.json"));
        files = follow();
    }

    /** As after a start. */
    private FollowedFiles follow() {
        return new FollowedFiles(directory, "*.ndjson", positions, new FollowedFiles.Limits(2, clock));
    }

    @AfterEach
    void close() throws IOException {
        positions.close();
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> texts(Next next) {
        return next.lines().stream()
                .map(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> take() throws IOException {
        Next next = files.next();
        files.done(next);
        return texts(next);
    }

    @Test
    void next_notDone_isTheSameAgain() throws IOException {
        append("a.ndjson", "1\n2\n3\n");

        assertEquals(List.of("1", "2"), texts(files.next()));
        assertEquals(List.of("1", "2"), take());
        assertEquals(List.of("3"), take());
        assertNull(files.next());
    }

    @Test
    void next_emptied_isReadFromItsStart() throws IOException {
        append("a.ndjson", "1\n2\n");
        take();
        Files.write(directory.resolve("a.ndjson"), new byte[0]);

        assertNull(files.next());
        append("a.ndjson", "3\n");
        assertEquals(List.of("3"), take());
    }

    @Test
    void next_writtenAnewWithTheSameBeginning_isReadFromItsStart() throws IOException {
        String beginning = "x".repeat(1100) + "\n";
        append("a.ndjson", beginning + "2\n");
        take();
        Files.write(directory.resolve("a.ndjson"), new byte[0]);
        append("a.ndjson", beginning + "3\n4\n");

        assertEquals(List.of(beginning.strip(), "3"), take());
        assertEquals(List.of("4"), take());
    }

    @Test
    void next_renamedBeforeAnyOfItIsDone_isFollowedAllTheSame() throws IOException {
        append("a.ndjson", "1\n");
        assertEquals(List.of("1"), texts(files.next()));
        Files.move(directory.resolve("a.ndjson"), directory.resolve("a.1"));

        assertEquals(List.of("1"), texts(files.next()));
        files = follow();
        assertEquals(List.of("1"), take());
    }

    @Test
    void next_renamedWhileItsFirstLineIsWritten_isFollowedAllTheSame() throws IOException {
        append("a.ndjson", "1");
        assertNull(files.next());
        append("a.ndjson", "2\n");
        Files.move(directory.resolve("a.ndjson"), directory.resolve("a.1"));

        assertEquals(List.of("12"), take());
    }

    @Test
    void next_ofOneNameAtTwoTimes_areTwoFiles() throws IOException {
        append("a.ndjson", "1\n");
        Next first = files.next();
        files.done(first);
        clock.advance(Duration.ofSeconds(1));
        Files.move(directory.resolve("a.ndjson"), directory.resolve("a.1"));
        append("a.ndjson", "1\n");

        Next second = files.next();

        assertEquals(first.position().name(), second.position().name());
        assertNotEquals(first.position().since(), second.position().since());
        assertEquals(second.position(), files.next().position());
    }

    @Test
    void next_oneThatCannotBeRead_doesNotHoldUpTheOthers() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(FollowedFiles.class);
        logger.addAppender(log);
        log.start();
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("a.ndjson").toFile(), "rw")) {
            file.setLength(TOO_LONG);
        }
        append("b.ndjson", "1\n");

        try {
            assertEquals(List.of("1"), take());
            assertNull(files.next());
        } finally {
            logger.detachAppender(log);
        }

        assertEquals(1, log.list.size());
        String said = log.list.get(0).getFormattedMessage();
        assertTrue(said.contains("a.ndjson cannot be followed"), said);
        assertTrue(said.contains("the line at byte 0 is longer"), said);
    }

    @Test
    void done_fileAwayForAMoment_goesOnWhereItWas() throws IOException {
        append("a.ndjson", "1\n2\n3\n");
        take();
        append("b.ndjson", "4\n");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.move(directory.resolve("a.ndjson"), elsewhere.resolve("a.ndjson"));
        assertEquals(List.of("4"), take());

        Files.move(elsewhere.resolve("a.ndjson"), directory.resolve("a.1"));

        assertEquals(List.of("3"), take());
    }

    @Test
    void done_fileGoneForLong_isForgotten() throws IOException {
        append("a.ndjson", "1\n");
        take();
        append("b.ndjson", "2\n");
        Files.delete(directory.resolve("a.ndjson"));
        take();
        assertEquals(2, positions.all().size());

        clock.advance(Duration.ofHours(1));
        append("b.ndjson", "3\n");
        take();

        assertEquals(1, positions.all().size());
    }

    @Test
    void key_diskMountedAgain_isTheSame() {
        assertEquals(
                FollowedFile.key("a", "(dev=10,ino=7)", "(dev=10,ino=1)"),
                FollowedFile.key("a", "(dev=fd2,ino=7)", "(dev=fd2,ino=1)"));
    }

    @Test
    void key_linkToAnotherDisk_isNotThatOfTheFileHere() {
        assertNotEquals(
                FollowedFile.key("a", "(dev=10,ino=7)", "(dev=10,ino=1)"),
                FollowedFile.key("b", "(dev=11,ino=7)", "(dev=10,ino=1)"));
    }

    @Test
    void positions_areForThisUserOnly() throws IOException {
        append("a.ndjson", "1\n");
        take();

        Path kept = directory.resolve("positions");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        for (String name : new String[] {"files.json", "files.json.lock"}) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.resolve(name))));
        }
    }
}
