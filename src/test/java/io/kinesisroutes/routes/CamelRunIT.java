// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.local.LocalStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel run} for real: its own JVM, its own class path, this project's root, properties and routes. */
class CamelRunIT {

    private static final String GOOD = "{\"type\":\"Feature\",\"id\":\"q%d\",\"properties\":{\"mag\":1.5,\"time\":1,"
            + "\"type\":\"earthquake\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2,3]}}";
    private static final int RECORDS = 100;

    @Test
    void run_projectAsItIs_carriesGoodRecordsAndFilesTheBadOnes(@TempDir Path directory) throws Exception {
        try (LocalAws aws = LocalAws.start()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            IntStream.range(0, RECORDS).forEach(i -> accounts.source().put("key-" + i, bytes(GOOD.formatted(i))));
            LocalRecord bad = accounts.source().put("bad", bytes("{\"type\":\"Feature\"}"));
            Path deadLetters = directory.resolve("dead-letters");

            Process camel = new CamelCommand(aws, accounts, Path.of("").toAbsolutePath())
                    .start(
                            "camel-run.log",
                            "run",
                            ".",
                            "--profile=demo",
                            "--logging-color=false",
                            "--property=dead-letter.uri=file:" + deadLetters
                                    + "?tempPrefix=.tmp-&chmod=600&chmodDirectory=700");
            try {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> !camel.isAlive()
                                || accounts.sink().recordCount() >= RECORDS
                                        && !files(deadLetters).isEmpty());
                assertEquals(
                        texts(accounts.source(), "bad"), texts(accounts.sink(), "bad"), "see target/camel-run.log");
                checkEnvelope(files(deadLetters), bad, accounts.source());
            } finally {
                CamelCommand.stop(camel);
            }
        }
    }

    @Test
    void run_routeAndSettingsByName_carriesAllRecords(@TempDir Path directory) throws Exception {
        try (LocalAws aws = LocalAws.start()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            Published published = Published.in(aws, accounts);

            Process camel = new CamelCommand(aws, accounts, CamelCommand.project(directory))
                    .start(
                            "camel-run-files.log",
                            "run",
                            "routes/kinesis-to-kinesis.camel.yaml",
                            "application.properties",
                            "--logging-color=false",
                            "--property=dead-letter.uri=aws2-kinesis:dead-letters?region=eu-west-1");
            try {
                await().atMost(Duration.ofMinutes(3)).until(() -> !camel.isAlive() || published.arrived());
            } finally {
                CamelCommand.stop(camel);
            }
            assertEquals(published.cleanLedger(), published.ledger(), "see target/camel-run-files.log");
        }
    }

    private static void checkEnvelope(List<Path> files, LocalRecord bad, LocalStream source) throws IOException {
        assertEquals(
                List.of(bad.shardId() + "-" + bad.sequenceNumber() + ".json"),
                files.stream().map(file -> file.getFileName().toString()).toList());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))));
        JsonNode envelope = new JsonMapper().readTree(files.get(0).toFile());
        assertEquals(source.arn(), envelope.path("stream").textValue());
        assertEquals(bad.shardId(), envelope.path("shardId").textValue());
        assertEquals(bad.sequenceNumber(), envelope.path("sequenceNumber").textValue());
        assertEquals("bad", envelope.path("partitionKey").textValue());
        assertEquals(
                bad.arrival(), java.time.Instant.parse(envelope.path("arrival").textValue()));
        assertEquals("", envelope.path("pointer").textValue());
        assertEquals(
                new String(bad.data(), StandardCharsets.UTF_8),
                new String(envelope.path("data").binaryValue(), StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static List<String> texts(LocalStream stream, String exceptKey) {
        return stream.records().stream()
                .filter(record -> !record.partitionKey().equals(exceptKey))
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
