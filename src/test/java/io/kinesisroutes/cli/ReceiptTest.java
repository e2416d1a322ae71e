// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("receipt");
    }

    private static String line(String id, String outcome) {
        return "{\"id\":\"" + id + "\",\"outcome\":\"" + outcome + "\",\"at\":\"2026-01-31T12:00:00Z\",\"where\":{}}";
    }

    @Test
    void open_again_knowsWhatIsDone() throws IOException {
        try (Receipt receipt = Receipt.open(file())) {
            receipt.append(List.of(line(ONE, "replayed"), line(TWO, "dead-lettered")));
        }

        try (Receipt receipt = Receipt.open(file())) {
            assertEquals(Map.of(ONE, ReplayOutcome.REPLAYED, TWO, ReplayOutcome.DEAD_LETTERED), receipt.done());
        }
    }

    @Test
    void open_lastLineTorn_isCutOffAndWrittenAnew() throws IOException {
        for (String torn : List.of(line(TWO, "replayed"), "{\"id\":\"22", "{", "\0\0\0")) {
            Files.writeString(file(), line(ONE, "replayed") + "\n" + torn);

            try (Receipt receipt = Receipt.open(file())) {
                assertEquals(Map.of(ONE, ReplayOutcome.REPLAYED), receipt.done());
                receipt.append(List.of(line(TWO, "replayed")));
            }

            assertEquals(line(ONE, "replayed") + "\n" + line(TWO, "replayed") + "\n", Files.readString(file()));
        }
    }

    @Test
    void open_anotherFile_isRefusedAndLeftAlone() throws IOException {
        for (String other :
                List.of("{\"stream\":\"orders\"}", "{\"stream\":\"orders\"}\n", "text\n" + line(ONE, "replayed"))) {
            Files.writeString(file(), other);

            assertThrows(ConfigurationException.class, () -> Receipt.open(file()));

            assertEquals(other, Files.readString(file()));
        }
    }

    @Test
    void open_garbageInTheMiddle_namesFileAndLine() throws IOException {
        Files.writeString(file(), line(ONE, "replayed") + "\n{\"id\":\"1\"}\n" + line(TWO, "replayed") + "\n");

        Exception e = assertThrows(ConfigurationException.class, () -> Receipt.open(file()));

        assertTrue(e.getMessage().contains("'" + file() + ":2' is not what a replay writes"), e.getMessage());
    }

    /** Says on its output whether another process may use the receipt. */
    static final class Other {

        private Other() {}

        public static void main(String[] args) throws IOException {
            try (Receipt receipt = Receipt.open(Path.of(args[0]))) {
                System.out.print("opened with " + receipt.done().size());
            } catch (ConfigurationException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void open_whileAnotherProcessHasIt_isRefused() throws IOException {
        Files.writeString(file(), line(ONE, "replayed") + "\n");
        try (Receipt receipt = Receipt.open(file())) {
            assertEquals(1, receipt.done().size());
            String other = openedByAnotherProcess();
            assertTrue(other.contains("is in use by another replay"), other);
        }

        assertEquals("opened with 1", openedByAnotherProcess());
    }

    private String openedByAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
