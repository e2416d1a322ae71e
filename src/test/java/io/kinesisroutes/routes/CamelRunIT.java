// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.local.LocalStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

            Process camel = start(aws, accounts, deadLetters);
            try {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> !camel.isAlive()
                                || accounts.sink().recordCount() >= RECORDS
                                        && !files(deadLetters).isEmpty());
                assertEquals(
                        texts(accounts.source(), "bad"), texts(accounts.sink(), "bad"), "see target/camel-run.log");
                checkEnvelope(files(deadLetters), bad, accounts.source());
            } finally {
                camel.destroy();
                camel.waitFor(1, TimeUnit.MINUTES);
            }
        }
    }

    private static Process start(LocalAws aws, DemoAccounts accounts, Path deadLetters) throws IOException {
        Path builtRepository = BuiltJar.publish();
        Path camelRepository = Path.of("target/camel-cli-repository").toAbsolutePath();
        deleteOurJar(camelRepository);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmaven.repo.local=" + camelRepository,
                "-Dlocal-aws.endpoint=" + aws.endpoint(),
                "-Daws.accessKeyId=" + accounts.deployment().accessKeyId(),
                "-Daws.secretAccessKey=" + accounts.deployment().secretAccessKey(),
                "-cp",
                Files.readString(Path.of("target/camel-cli.classpath")),
                Path.of("src/test/camel-cli/CamelCli.java").toString()));
        command.addAll(List.of(
                "run",
                ".",
                "--profile=demo",
                "--logging-color=false",
                "--repos=" + builtRepository.toUri() + ","
                        + BuiltJar.mainRepository().toUri(),
                "--property=dead-letter.uri=file:" + deadLetters + "?tempPrefix=.tmp-&chmod=600&chmodDirectory=700"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/camel-run.log").toFile())
                .start();
    }

    /** Camel never looks for a newer snapshot than the one it has. */
    private static void deleteOurJar(Path repository) throws IOException {
        Path ours = repository.resolve("io/kinesisroutes");
        if (Files.exists(ours)) {
            try (Stream<Path> files = Files.walk(ours)) {
                files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
            }
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
