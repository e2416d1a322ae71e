// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static io.kinesisroutes.cli.DeadLetterFile.envelope;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.routes.RouteApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dead letters sent again, on a local AWS. */
class ReplayIT extends ReplayFixture {

    /** All earthquakes through the route; what it refuses lies in the directory. */
    private Path deadLettersOfTheRoute() throws Exception {
        Path dead = directory.resolve("dead");
        stage.publishEarthquakes();
        Map<String, String> settings = Map.of("dead-letter.uri", "file:" + dead + "?tempPrefix=.tmp-");
        try (RouteApplication route = new RouteApplication(stage.aws, stage.accounts.deployment(), settings).start()) {
            await().until(() -> sink().recordCount() == 1707 && snapshot(dead).size() == 34);
        }
        return dead;
    }

    @Test
    void replay_repairedSchema_carriesWhatIsJsonAndLeavesTheRestInTheDeadLetters() throws Exception {
        Path dead = deadLettersOfTheRoute();
        Map<String, String> before = snapshot(dead);
        Path again = directory.resolve("again");
        stage.with("source.schema", "").with("dead-letter.uri", "file:" + again + "?tempPrefix=.tmp-");

        CommandRun first = stage.run("replay", dead.toString());
        CommandRun second = stage.run("replay", dead.toString());

        golden().check("replay", first.screen());
        golden().check("replay-finished", second.screen());
        assertEquals(1707 + 17, sink().recordCount());
        assertEquals(17, snapshot(again).size());
        Map<String, String> after = snapshot(dead);
        after.remove(".replay-receipt");
        assertEquals(before, after);

        CommandRun third = stage.run("replay", dead.toString(), "--retry-dead-letters");

        assertEquals(
                "ledger: read=34 replayed=0 dead-lettered-again=17 already-done=17 still-dead-letters=0 duplicates=0 not-an-envelope=0"
                        + " failed=0 not-sent=0\n",
                third.out());
        assertEquals(1707 + 17, sink().recordCount());
    }

    @Test
    void replay_toTheSink_storesTheOriginalBytesUnderTheirKeys() throws Exception {
        Path dead = deadLettersOfTheRoute();
        int before = sink().records().size();

        CommandRun run = stage.run("replay", dead.toString(), "--to", "sink");

        assertEquals(0, run.exitCode(), run.screen());
        List<String> damaged = Earthquakes.damaged(Earthquakes.good()).stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .sorted()
                .toList();
        List<LocalRecord> all = sink().records();
        assertEquals(before + 34, all.size());
        assertTrue(all.stream()
                .map(record -> new String(record.data(), StandardCharsets.ISO_8859_1))
                .toList()
                .containsAll(damaged));
        assertTrue(all.stream().allMatch(record -> record.partitionKey().startsWith("earthquake-")));
    }

    @Test
    void replay_dryRun_saysWhatWouldGoAndChangesNothing() throws Exception {
        Files.writeString(directory.resolve("a.json"), envelope(1, "good", "{\"type\":1}"));
        Files.writeString(
                directory.resolve("b.ndjson"), envelope(2, "bad", "{") + "\n" + envelope(1, "good", "{\"type\":1}"));
        stage.with("source.schema", "");
        Map<String, String> before = snapshot(directory);

        CommandRun table = stage.run("replay", directory.toString(), "--dry-run");
        CommandRun json = stage.run("replay", directory.toString(), "--dry-run", "--json", "--to", "sink");

        golden().check("replay-dry-run", table.screen());
        golden().check("replay-dry-run-json", json.screen());
        assertEquals(before, snapshot(directory));
        assertEquals(0, stage.aws.calls().list().size());
    }

    @Test
    void replay_filesThatAreNoEnvelopes_doNotStopTheOthers() throws Exception {
        Files.writeString(
                directory.resolve("1-torn.json"), envelope(1, "k", "1").substring(0, 100));
        Files.writeString(directory.resolve("2-other.json"), "{\n  \"hello\": \"world\"\n}\n");
        Files.writeString(directory.resolve("3-empty.json"), "");
        Files.writeString(
                directory.resolve("4-lines.ndjson"),
                envelope(4, "k", "4") + "\n\nnonsense\u001b[31m\n" + envelope(5, "k", "5") + "\n");
        Files.writeString(
                directory.resolve("5-over-lines.json"), envelope(6, "k", "6").replace(",", ",\n"));
        Files.writeString(
                directory.resolve("6-data.json"), envelope(7, "k", "7").replace("\"Nw==\"", "\"%\""));
        Files.writeString(directory.resolve(".tmp-7.json"), "half");

        CommandRun run = stage.run("replay", directory.toString(), "--to", "sink");

        golden().check("replay-bad-files", run.screen());
        assertEquals(List.of("4", "5", "6"), stored());
    }

    @Test
    void replay_oneKey_keepsItsOrderWhateverTheOrderOfTheFile() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 2_000);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.shuffle(lines, new Random(1));
        Files.write(file, lines);
        stage.with("source.schema", "");

        CommandRun run = stage.run("replay", file.toString());

        assertEquals(0, run.exitCode(), run.screen());
        Map<String, List<Integer>> byKey = new HashMap<>();
        sink().records().forEach(record -> byKey.computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
                .add(Integer.parseInt(new String(record.data(), StandardCharsets.UTF_8))));
        assertEquals(10, byKey.size());
        byKey.values().forEach(numbers -> assertEquals(numbers.stream().sorted().toList(), numbers));
        assertEquals(2_000, sink().recordCount());
    }

    @Test
    void replay_unknownRoute_namesThoseThatExist() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 1);

        CommandRun run = stage.run("replay", file.toString(), "--route", "nobody");

        golden().check("replay-unknown-route", run.screen());
    }

    @Test
    void replay_routeThatIsOff_saysHowToTurnItOn() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 1);

        CommandRun run = stage.run("replay", file.toString(), "--route", "kinesis-to-file");

        assertEquals(2, run.exitCode(), run.screen());
        assertTrue(run.err()
                .contains("'kinesis-to-file' is turned off by the settings. Try -pkinesis-to-file.enabled=true"));
    }

    /** As a deployment that runs beside it has them. */
    @Test
    void replay_otherRoutesOn_needsNeitherTheirPortNorTheirFiles() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 1);
        stage.with("source.schema", "");
        stage.with("kinesis-to-file.enabled", "true");
        stage.with("kinesis-to-file.directory", out.toString());
        stage.with("file-to-kinesis.enabled", "true");
        stage.with("file-to-kinesis.directory", out.toString());
        stage.with("file-to-kinesis.positions", out.toString());
        stage.with("kinesis-to-http.enabled", "true");
        stage.with("http-to-kinesis.enabled", "true");
        stage.with("dead-letter-replay.enabled", "true");
        stage.with("dead-letter-replay.directory", out.toString());

        try (ServerSocket taken = new ServerSocket(0);
                FileChannel writer = locked(out.resolve(".records.lock"));
                FileChannel follower = locked(out.resolve("files-file-to-kinesis.json.lock"))) {
            stage.with("camel.server.port", String.valueOf(taken.getLocalPort()));
            CommandRun run = stage.run("replay", file.toString());

            assertEquals(0, run.exitCode(), run.screen());
            assertTrue(writer.isOpen() && follower.isOpen());
        }
        assertEquals(1, stored().size());
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    @Test
    void replay_noSuchFile_isBadUsage() {
        CommandRun run = stage.run("replay", directory.resolve("nothing").toString());

        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("nothing' is neither a file nor a directory"), run.err());
    }

    @Test
    void replay_routeOfTheUser_getsWhatTheSourceGivesAndNoOtherRouteRuns() throws Exception {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve("mine.yaml"), userRoutes(directory.resolve("out")));
        stage.with("camel.main.routesIncludePattern", "file:" + routes + "/*.yaml");
        Path file = Files.writeString(directory.resolve("dead.json"), envelope(7, "k", "body"));

        CommandRun run = stage.run("replay", file.toString(), "--route", "mine");

        assertEquals(0, run.exitCode(), run.screen());
        assertEquals(
                "orders/shardId-000000000000/7 shardId-000000000000 7 k 2026-01-31T12:00:00Z 1769860800000 body",
                Files.readString(directory.resolve("out/result")));
        assertEquals(List.of(), stage.aws.calls().list());
    }

    private static String userRoutes(Path out) {
        return """
                - route:
                    id: mine
                    from:
                      uri: aws2-kinesis:orders?region=eu-west-1
                      steps:
                        - to: direct:rest
                - route:
                    id: rest
                    from:
                      uri: direct:rest
                      steps:
                        - setBody:
                            simple: "${header.CamelAwsKinesisRecordId} ${header.CamelAwsKinesisShardId} \
                ${header.CamelAwsKinesisSequenceNumber} ${header.CamelAwsKinesisPartitionKey} \
                ${header.CamelAwsKinesisApproximateArrivalTimestamp} ${header.CamelMessageTimestamp} ${body}"
                        - to: file:%s?fileName=result
                - route:
                    id: other
                    from:
                      uri: aws2-kinesis:earthquakes?region=eu-west-1&roleArn=arn:aws:iam::111122223333:role/EarthquakesReader
                      steps:
                        - to: direct:rest
                """.formatted(out);
    }

    @Test
    void replay_routeThatFails_isFailedAndNotOnTheReceipt() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 3);
        stage.with("source.schema", "");
        stage.aws.faults().on("PutRecords").fail("ResourceNotFoundException");

        CommandRun run = stage.run("replay", file.toString());

        assertEquals(1, run.exitCode());
        assertTrue(
                run.out()
                        .contains("replayed=0 dead-lettered-again=0 already-done=0 still-dead-letters=0 duplicates=0"
                                + " not-an-envelope=0 failed=3"),
                run.out());
        assertTrue(run.err().contains("dead.ndjson:3 is not replayed: "), run.err());
        assertEquals("", Files.readString(Receipt.defaultFor(file)));
    }

    @Test
    void replay_json_endsWithTheLedger() throws Exception {
        Path file = DeadLetterFile.numbered(directory.resolve("dead.ndjson"), 3);

        CommandRun run = stage.run("replay", file.toString(), "--to", "sink", "--json");

        assertEquals(
                "{\"kind\":\"ledger\",\"read\":3,\"replayed\":3,\"deadLetteredAgain\":0,\"alreadyDone\":0,\"stillDeadLetters\":0,\"duplicates\":0,"
                        + "\"notAnEnvelope\":0,\"failed\":0,\"notSent\":0}",
                run.out().lines().collect(Collectors.joining()));
    }
}
