// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFileTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.lock");
    }

    /** Says on its output whether another process gets the lock. */
    static final class Other {

        private Other() {}

        public static void main(String[] args) throws IOException {
            System.out.print(LockedFile.tryLock(Path.of(args[0])).isPresent() ? "free" : "held");
        }
    }

    private String askedByAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tryLock_secondOneOfThisProcess_isRefusedAndTheFirstKeepsItFromOtherProcesses() throws IOException {
        LockedFile first = LockedFile.tryLock(file).orElseThrow();

        assertEquals(Optional.empty(), LockedFile.tryLock(file));
        assertEquals(
                Optional.empty(), LockedFile.tryLock(directory.resolve("../" + directory.getFileName() + "/a.lock")));
        assertEquals("held", askedByAnotherProcess());
        first.close();
        assertEquals("free", askedByAnotherProcess());
    }

    @Test
    void close_again_doesNotTakeItFromTheNextOne() throws IOException {
        LockedFile first = LockedFile.tryLock(file).orElseThrow();
        first.close();
        LockedFile second = LockedFile.lock(file, "No advice.");
        first.close();

        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> LockedFile.lock(file, "Stop the other."));
        assertTrue(e.getMessage().endsWith("is locked by another process or route. Stop the other."));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        second.close();
    }

    @Test
    void tryLock_directoryGone_canBeTriedAgain() throws IOException {
        Path there = directory.resolve("later/a.lock");
        assertThrows(IOException.class, () -> LockedFile.tryLock(there));
        Files.createDirectory(there.getParent());

        LockedFile.tryLock(there).orElseThrow().close();
    }
}
