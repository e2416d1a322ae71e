// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.file.FollowedFiles.Next;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFilesTest {

    private static final int TOO_LONG = 33 * 1024 * 1024;

    @TempDir
    private Path directory;

    private FilePositions positions;
    private FollowedFiles files;

    @BeforeEach
    void open() throws IOException {
        positions = FilePositions.open(directory.resolve("positions/files.json"));
        files = new FollowedFiles(directory, "*.ndjson", positions, 2);
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
    void next_emptied_isRememberedOnceAndReadFromItsStart() throws IOException {
        append("a.ndjson", "1\n2\n");
        take();
        Files.write(directory.resolve("a.ndjson"), new byte[0]);

        assertEquals(List.of(), take());
        assertNull(files.next());
        append("a.ndjson", "3\n");
        assertEquals(List.of("3"), take());
    }

    @Test
    void next_oneThatCannotBeRead_doesNotHoldUpTheOthers() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("a.ndjson").toFile(), "rw")) {
            file.setLength(TOO_LONG);
        }
        append("b.ndjson", "1\n");

        assertEquals(List.of("1"), take());
        IOException e = assertThrows(IOException.class, files::next);
        assertTrue(
                e.getMessage().contains("a.ndjson cannot be followed: the line at byte 0 is longer"), e.getMessage());
    }

    @Test
    void done_fileGone_isForgotten() throws IOException {
        append("a.ndjson", "1\n");
        take();
        append("b.ndjson", "2\n");
        Files.delete(directory.resolve("a.ndjson"));

        take();

        assertEquals(1, positions.all().size());
    }
}
