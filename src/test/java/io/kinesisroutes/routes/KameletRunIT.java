// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.local.LocalAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel run} of what a user writes with our Kamelets: nothing of this project is there but its jar. */
class KameletRunIT {

    private static final String THREE_LINES = """
            - from:
                uri: kamelet:kinesis-source?stream=earthquakes&region=eu-west-1&roleArn=arn:aws:iam::111122223333:role/EarthquakesReader&schema=file:schemas/earthquake.schema.json&deadLetter=RAW(kinesis-routes:dead-letters?region=eu-west-1)
                steps: [to: "kamelet:kinesis-sink?stream=earthquakes-checked&region=us-east-1&roleArn=arn:aws:iam::444455556666:role/EarthquakesWriter"]
            """;

    private final LocalAws aws = LocalAws.start();
    private final DemoAccounts accounts = new DemoAccounts(aws);
    private final Published published = Published.in(aws, accounts);

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        aws.close();
    }

    private void run(String file, BooleanSupplier done) throws Exception {
        Files.createDirectory(directory.resolve("schemas"));
        Files.copy(Path.of("schemas/earthquake.schema.json"), directory.resolve("schemas/earthquake.schema.json"));
        Process camel = new CamelCommand(aws, accounts, directory)
                .start(
                        "kamelet-run.log",
                        "run",
                        file,
                        "--dep=mvn:io.kinesisroutes:camel-kinesis-routes:" + BuiltJar.version(),
                        "--property=kinesis.account=acme",
                        "--logging-color=false");
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> !camel.isAlive() || done.getAsBoolean());
        } finally {
            CamelCommand.stop(camel);
        }
    }

    @Test
    void run_threeLinesWithTheKamelets_carriesAllRecords() throws Exception {
        Files.writeString(directory.resolve("mine.camel.yaml"), THREE_LINES);

        run("mine.camel.yaml", published::arrived);

        assertEquals(published.cleanLedger(), published.ledger(), "see target/kamelet-run.log");
    }

    @Test
    void run_pipeFromKameletToKamelet_carriesAllRecords() throws Exception {
        run(example("checked-earthquakes.yaml"), published::arrived);

        assertEquals(published.cleanLedger(), published.ledger(), "see target/kamelet-run.log");
    }

    @Test
    void run_pipeFromKameletToUri_carriesAllRecords() throws Exception {
        List<byte[]> good = Earthquakes.good();
        int damaged = Earthquakes.damaged(good).size();

        run(
                example("earthquakes-to-files.yaml"),
                () -> files().size() >= good.size() && accounts.deadLetters().recordCount() >= damaged);

        // Not assertEquals: it would print them all.
        List<String> expected = good.stream().map(KameletRunIT::text).sorted().toList();
        List<String> found = files().stream().map(KameletRunIT::text).sorted().toList();
        assertTrue(expected.equals(found), () -> found.size() + " files, see target/kamelet-run.log");
        assertEquals(damaged, accounts.deadLetters().recordCount());
    }

    private static String example(String name) {
        return Path.of("examples/camel-k", name).toAbsolutePath().toString();
    }

    private List<Path> files() {
        Path earthquakes = directory.resolve("earthquakes");
        if (!Files.exists(earthquakes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(earthquakes)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] record) {
        return new String(record, StandardCharsets.UTF_8);
    }

    private static String text(Path file) {
        try {
            return text(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
