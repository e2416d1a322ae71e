// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.local.LocalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The earthquakes in files that grow, are renamed and cut. */
class FileToKinesisIT extends RouteFixture {

    private Path in;

    @BeforeEach
    void makeDirectory() throws IOException {
        in = Files.createDirectory(directory.resolve("in"));
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sink.schema",
                "{{source.schema}}",
                "file-to-kinesis.directory",
                in.toString(),
                "file-to-kinesis.positions",
                directory.resolve("positions").toString(),
                "file-to-kinesis.delay-millis",
                "20"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put("file-to-kinesis." + more[i], more[i + 1]);
        }
        return only("file-to-kinesis", settings);
    }

    private void append(String name, List<byte[]> records) throws IOException {
        for (byte[] record : records) {
            append(name, text(record) + "\n");
        }
    }

    private void append(String name, String text) throws IOException {
        Files.write(in.resolve(name), bytes(text), CREATE, APPEND);
    }

    private void awaitStored(List<byte[]> records) {
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(texts(records), texts(accounts.sink())));
    }

    @Test
    void route_earthquakesWithDamagedOnes_areInTheStreamAndInDeadLetters() throws Exception {
        List<byte[]> damaged = Earthquakes.damaged(GOOD);
        append("quakes.ndjson", GOOD);
        Files.write(in.resolve("quakes.ndjson"), new byte[] {'\r', '\n', ' ', '\n'}, APPEND);
        for (byte[] record : damaged) {
            Files.write(in.resolve("damaged.ndjson"), record, CREATE, APPEND);
            append("damaged.ndjson", "\r\n");
        }
        append("not-this-one.txt", GOOD);

        try (RouteApplication application =
                application(settings("partition-key", "${bodyAs(String).substring(0, 20)}"))) {
            application.start();
            awaitStored(GOOD);
            await().atMost(PATIENCE).until(() -> files(deadLetters()).size() >= damaged.size());
        }

        assertEquals(damaged.size(), files(deadLetters()).size());
        Path first = files(deadLetters()).get(0);
        assertTrue(
                first.getFileName().toString().matches("damaged\\.ndjson-0{15}-\\p{XDigit}{16}\\.json"),
                first::toString);
        JsonNode envelope = new JsonMapper().readTree(read(first));
        assertEquals(text(damaged.get(0)), text(envelope.path("data").binaryValue()));
        assertEquals(
                Set.of("{\"type\":\"Feature\",\"p"),
                accounts.sink().records().stream()
                        .map(LocalRecord::partitionKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void route_fileGrows_sendsALineOnceItIsWhole() throws Exception {
        String second = text(GOOD.get(1));
        append("quakes.ndjson", text(GOOD.get(0)) + "\n" + second.substring(0, 100));

        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(0, 1));
            append("quakes.ndjson", second.substring(100));
            append("other.ndjson", GOOD.subList(2, 3));
            await().atMost(PATIENCE).until(() -> accounts.sink().recordCount() == 2);
            assertEquals(texts(List.of(GOOD.get(0), GOOD.get(2))), texts(accounts.sink()), "the second has no end yet");
            append("quakes.ndjson", "\n");
            awaitStored(GOOD.subList(0, 3));
        }
    }

    @Test
    void route_startedAgain_goesOnWhereItWas() throws Exception {
        append("quakes.ndjson", GOOD.subList(0, 10));
        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(0, 10));
            await().atMost(PATIENCE).until(() -> read(directory.resolve("positions/files-file-to-kinesis.json"))
                    .contains("\"offset\" : " + Files.size(in.resolve("quakes.ndjson"))));
        }
        Files.move(in.resolve("quakes.ndjson"), in.resolve("quakes.ndjson.1"));
        append("quakes.ndjson.1", GOOD.subList(10, 12));
        append("quakes.ndjson", GOOD.subList(12, 20));

        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(0, 20));
        }
    }

    @Test
    void route_fileRenamedAndCutWhileItRuns_sendsEachLineOnce() throws Exception {
        try (RouteApplication application = application(settings())) {
            application.start();
            append("quakes.ndjson", GOOD.subList(0, 10));
            awaitStored(GOOD.subList(0, 10));

            append("quakes.ndjson", GOOD.subList(10, 11));
            Files.move(in.resolve("quakes.ndjson"), in.resolve("quakes.1"));
            append("quakes.1", GOOD.subList(11, 12));
            append("quakes.ndjson", GOOD.subList(12, 20));
            awaitStored(GOOD.subList(0, 20));

            Files.write(in.resolve("quakes.ndjson"), new byte[0]);
            append("quakes.ndjson", GOOD.subList(20, 21));
            awaitStored(GOOD.subList(0, 21));
        }
    }

    /** The same file by its number, not by what is in it. */
    @Test
    void route_fileWrittenAnewWhileItWasStopped_isReadFromItsStart() throws Exception {
        append("quakes.ndjson", GOOD.subList(0, 2));
        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(0, 2));
        }
        Files.write(in.resolve("quakes.ndjson"), new byte[0]);
        append("quakes.ndjson", GOOD.subList(2, 10));

        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(0, 10));
        }
    }

    @Test
    void route_streamRefusesForAWhile_sendsTheSameLinesLater() throws Exception {
        append("quakes.ndjson", GOOD.subList(0, 10));
        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(0, 10));
            aws.faults().on("PutRecords").times(3).fail("InternalFailure");
            append("quakes.ndjson", GOOD.subList(10, 20));
            awaitStored(GOOD.subList(0, 20));
        }
    }

    @Test
    void route_lineThatTheStreamDoesNotTake_isADeadLetterAndTheOthersGoOn() throws Exception {
        String large = text(GOOD.get(0)).replaceFirst("\"title\":\"", "\"title\":\"" + "x".repeat(1_100_000));
        append("quakes.ndjson", large + "\n");
        append("quakes.ndjson", GOOD.subList(1, 3));

        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(GOOD.subList(1, 3));
        }

        assertTrue(read(files(deadLetters()).get(0)).contains("too large: it has "));
    }

    @Test
    void route_linesWithoutAUsableKey_areDeadLettersAndTheOthersGoOn() throws Exception {
        Map<String, String> settings = settings("partition-key", "${bodyAs(String).substring(2)}");
        settings.put("sink.schema", "");
        // Its key cannot be made, is empty, is too long, and is 345.
        append("quakes.ndjson", "1\n{}\n" + text(GOOD.get(0)) + "\n12345\n");

        try (RouteApplication application = application(settings)) {
            application.start();
            awaitStored(List.of(bytes("12345")));
        }

        List<String> letters =
                files(deadLetters()).stream().map(RouteFixture::read).toList();
        assertEquals(3, letters.size());
        assertTrue(letters.get(0).contains("without a partition key: ${bodyAs(String).substring(2)} fails: "));
        assertTrue(letters.get(1).contains("without a partition key: ${bodyAs(String).substring(2)} gives nothing"));
        assertTrue(letters.get(2).contains("characters, and AWS takes 256"));
        assertEquals("345", accounts.sink().records().get(0).partitionKey());
    }

    @Test
    void route_someOfTheLinesAreNotStored_sendsOnlyThoseAgain() throws Exception {
        List<byte[]> some = GOOD.subList(0, 100);
        append("quakes.ndjson", some);
        aws.faults().on("PutRecords").times(1).failEntries(index -> index % 2 == 0, "InvalidArgumentException");

        try (RouteApplication application = application(settings())) {
            application.start();
            awaitStored(some);
        }
    }

    /** Rotated by who keeps no more than one old file. */
    @Test
    void route_damagedLineAtTheSamePlaceOfTheNextFile_isAnotherDeadLetter() throws Exception {
        try (RouteApplication application = application(settings())) {
            application.start();
            append("quakes.ndjson", "{\n");
            await().atMost(PATIENCE).until(() -> files(deadLetters()).size() == 1);
            Files.move(in.resolve("quakes.ndjson"), in.resolve("quakes.old"));
            append("quakes.ndjson", "{\n");
            await().atMost(PATIENCE).until(() -> files(deadLetters()).size() == 2);
        }
    }

    @Test
    void route_killedAgainAndAgainWhileAFileGrowsAndRotates_losesNothing() throws Exception {
        // So that it dies while lines are on their way.
        aws.faults().on("PutRecords").probability(0.7).fail("InternalFailure");
        try (RouteProcess process = process(settings("lines-at-once", "50", "files", "quakes.ndjson*"))) {
            process.start();
            meanwhile(
                    this::writeAndRotate,
                    () -> killAt(process, () -> accounts.sink().recordCount(), 200, 600, 900));
            await().atMost(PATIENCE)
                    .until(() -> lost(GOOD, texts(accounts.sink())).isEmpty());
        }
        assertEquals(Set.copyOf(texts(GOOD)), Set.copyOf(texts(accounts.sink())));
        assertTrue(accounts.sink().recordCount() <= GOOD.size() + 3 * 50, "a batch comes again, not more");
    }

    private void writeAndRotate() {
        List<byte[]> written = new ArrayList<>();
        try {
            for (byte[] record : GOOD) {
                String line = text(record) + "\n";
                append("quakes.ndjson", line.substring(0, 50));
                append("quakes.ndjson", line.substring(50));
                written.add(record);
                if (written.size() % 500 == 0) {
                    Files.move(in.resolve("quakes.ndjson"), in.resolve("quakes.ndjson." + written.size()));
                }
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void route_directoryThatIsNotThere_saysWhichAndWhatToDo() {
        String problem =
                problem(settings("directory", directory.resolve("nowhere").toString()));

        assertTrue(problem.contains(directory.resolve("nowhere") + " is not a directory that can be read."), problem);
    }

    @Test
    void route_positionsThatCannotBeTrusted_areNotAFreshStart() throws Exception {
        Path positions = Files.createDirectories(directory.resolve("positions"));
        Files.writeString(positions.resolve("files-file-to-kinesis.json"), "{\"1\":");

        String problem = problem(settings());

        assertTrue(problem.contains("files-file-to-kinesis.json, cannot be trusted"), problem);
    }
}
