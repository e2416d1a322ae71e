// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static io.kinesisroutes.cli.CommandStage.utf8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.checkpoint.ConsumerId;
import io.kinesisroutes.checkpoint.FileCheckpointStore;
import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.demo.Earthquakes;
import io.kinesisroutes.faults.KplAggregate;
import io.kinesisroutes.local.LocalStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person and what a program see of a stream, on a local AWS. */
class PreviewIT {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final CommandStage stage = new CommandStage();

    @AfterEach
    void stop() {
        stage.close();
    }

    private static Golden golden() {
        return new Golden()
                .mask("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "2026-01-31T12:00:00Z")
                .mask("\\.\\.\\d{10}", "..0123456789")
                .mask("\"sequenceNumber\":\"\\d+\"", "\"sequenceNumber\":\"0123456789\"")
                .mask("\"millisBehindLatest\":[1-9]\\d*", "\"millisBehindLatest\":700")
                .mask("(?<=shardId-\\d{12} )\\d[\\d ms]{12}", "700 ms       ");
    }

    private static List<JsonNode> documents(CommandRun run, String kind) {
        List<JsonNode> found = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            try {
                found.add(MAPPER.readTree(line));
            } catch (IOException e) {
                throw new AssertionError(line, e);
            }
        }
        found.removeIf(document -> !document.path("kind").asText().equals(kind));
        return found;
    }

    @Test
    void preview_earthquakes_showsRecordsVerdictsAndShards() {
        stage.publishEarthquakes();

        CommandRun run = stage.run("preview", "--count", "2");

        golden().check("preview", run.screen());
    }

    @Test
    void preview_damagedRecords_saysWhatIsWrongWithEach() {
        LocalStream orders = stage.ownSource(1);
        stage.with("source.schema", "file:schemas/earthquake.schema.json");
        Earthquakes.damaged(Earthquakes.good()).subList(0, 4).forEach(bad -> orders.put("earthquake", bad));

        CommandRun run = stage.run("preview", "--count", "4");

        golden().check("preview-damaged", run.screen());
    }

    @Test
    void preview_allEarthquakes_judgesThemAsTheRouteDoes() {
        stage.publishEarthquakes();

        CommandRun run = stage.run("preview", "--count", "2000", "--json");

        List<JsonNode> records = documents(run, "record");
        Map<String, Integer> verdicts = new TreeMap<>();
        records.forEach(record -> verdicts.merge(
                record.path("verdict").asText().replaceAll("(not .*?|ok)(:.*|$)", "$1"), 1, Integer::sum));
        assertEquals(Map.of("ok", 1707, "not JSON", 9, "not UTF-8", 8, "not what the schema asks for", 17), verdicts);
        assertEquals(
                9 + 8, records.stream().filter(record -> record.has("data")).count());
        assertEquals(4, documents(run, "shard").size());
    }

    @Test
    void preview_json_givesWholeValuesThenTheShards() {
        LocalStream orders = stage.ownSource(1);
        orders.put("key", utf8("{\"price\": 1.10, \"of\": 12345678901234567890123}"));
        orders.put("key", new byte[] {0, (byte) 0xE9});

        golden().check("preview-json", stage.run("preview", "--json").screen());
    }

    @Test
    void preview_emptyStream_saysSo() {
        stage.ownSource(2);

        golden().check("preview-empty", stage.run("preview").screen());
    }

    @Test
    void preview_unknownShard_namesThoseThatExist() {
        stage.ownSource(2);

        golden().check(
                        "preview-unknown-shard",
                        stage.run("preview", "--shard", "shardId-7").screen());
    }

    @Test
    void preview_oneShard_leavesTheOthersAlone() {
        stage.ownSource(3).put("key", utf8("{}"));
        stage.aws.calls().clear();

        CommandRun run = stage.run("preview", "--shard", "shardId-000000000001", "--json");

        assertEquals(1, documents(run, "shard").size());
        // One for the records and one for the traffic.
        assertEquals(2, stage.aws.calls().count("GetShardIterator"));
    }

    @Test
    void preview_aggregate_isTakenApart() {
        KplAggregate aggregate = new KplAggregate();
        for (int i = 0; i < 5; i++) {
            aggregate.add("key-" + i % 2, utf8("{\"number\":" + i + "}"));
        }
        stage.ownSource(1).put(aggregate.partitionKey(), aggregate.encode());

        golden().check("preview-aggregate", stage.run("preview", "--count", "3").screen());

        List<JsonNode> records = documents(stage.run("preview", "--count", "5", "--json"), "record");
        assertEquals(5, records.size());
        assertEquals(4, records.get(4).path("subSequenceNumber").asInt());
        assertEquals("key-1", records.get(3).path("partitionKey").asText());
    }

    @Test
    void preview_hostileText_doesNotReachTheTerminal() {
        LocalStream orders = stage.ownSource(1);
        orders.put("\u001b[2J\u009b31m@|red,bold key|@", utf8("\u001b]0;title\u0007{\r\n\u202e\u007f\u2028"));
        orders.put("k", utf8("{\"\u009b31m\":\"\\u001b[31m\u202e\u007f\"}"));
        orders.put("k", utf8("\u5730\u9707".repeat(100)));

        CommandRun table = stage.run("preview");
        CommandRun json = stage.run("preview", "--json");

        golden().check("preview-hostile", table.screen());
        golden().check("preview-hostile-json", json.screen());
        assertTrue((table.out() + json.out()).codePoints().noneMatch(PreviewIT::isHostile));
    }

    private static boolean isHostile(int code) {
        return code != '\n' && Character.isISOControl(code) || code == 0x202e || code == 0x2028;
    }

    @Test
    void preview_hotShard_isMarked() {
        LocalStream orders = stage.ownSource(4);
        BigInteger quarter = BigInteger.ONE.shiftLeft(126);
        for (int i = 0; i < 5_000; i++) {
            orders.put(
                    "k",
                    quarter.multiply(BigInteger.valueOf(i % 100 == 0 ? i / 100 % 4 : 2))
                            .toString(),
                    utf8("{}"));
        }

        CommandRun run = stage.run("preview", "--count", "1", "--window", "60");

        golden().check("preview-hot-shard", run.screen());
    }

    @Test
    void preview_throttledAndUnavailableForAWhile_triesAgain() {
        stage.ownSource(1).put("key", utf8("{}"));
        stage.aws.faults().on("GetRecords").times(3).fail("ProvisionedThroughputExceededException");
        stage.aws.faults().on("ListShards").times(1).fail("LimitExceededException");

        CommandRun run = stage.run("preview", "--json");

        assertEquals(0, run.exitCode(), run.screen());
        assertEquals(1, documents(run, "record").size());
    }

    @Test
    void preview_ratesOfAShard_areKept() {
        stage.publishEarthquakes();
        stage.aws.faults().enforceShardRates(true);

        CommandRun run = stage.run("preview");

        assertEquals(0, run.exitCode(), run.screen());
        assertEquals(0, stage.aws.calls().count(call -> call.errorCode() != null));
    }

    @Test
    void preview_refused_saysWhatToDo() {
        stage.aws.faults().on("GetRecords").fail("AccessDeniedException");

        CommandRun run = stage.run("preview");

        assertEquals(1, run.exitCode());
        assertTrue(
                run.err().contains("kinesis:GetRecords on stream earthquakes as arn:aws:iam::111122223333"), run.err());
    }

    @Test
    void preview_runningConsumer_showsHowFarItIsAndTouchesNothing(@TempDir Path directory) throws Exception {
        LocalStream orders = stage.ownSource(3);
        stage.with("camel.component.aws2-kinesis.checkpointStore", "file:" + directory);
        String done = orders.put("key", "0", utf8("{}")).sequenceNumber();
        orders.put("key", "0", utf8("{}"));
        Map<String, ShardPosition> positions = Map.of(
                "shardId-000000000000",
                new ShardPosition.AfterSequenceNumber(done),
                "shardId-000000000001",
                ShardPosition.TRIM_HORIZON);
        ConsumerId id = new ConsumerId("kinesis-to-kinesis", "orders");
        try (FileCheckpointStore store = new FileCheckpointStore(directory, id)) {
            store.save(positions);
            Map<String, String> before = snapshot(directory);

            CommandRun run = stage.run("preview");

            assertEquals(before, snapshot(directory));
            golden().mask("\\d+ m?s behind", "700 ms behind")
                    .mask(directory.toString(), "DIRECTORY")
                    .check("preview-consumer", run.screen());
        }
    }

    private static Map<String, String> snapshot(Path directory) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String bytes = Files.isDirectory(file)
                        ? "directory"
                        : Base64.getEncoder().encodeToString(Files.readAllBytes(file));
                found.put(file.toString(), Files.getLastModifiedTime(file) + " " + bytes);
            }
        }
        return found;
    }

    @Test
    void preview_checkpointOfNobody_makesNoDirectory(@TempDir Path directory) {
        stage.ownSource(1);
        Path never = directory.resolve("never-made");
        stage.with("camel.component.aws2-kinesis.checkpointStore", "file:" + never);

        CommandRun run = stage.run("preview");

        assertTrue(run.out().contains("no checkpoint in " + never), run.out());
        assertTrue(Files.notExists(never));
    }

    @Test
    void preview_time_showsWhatCameThenOrLater() {
        LocalStream orders = stage.ownSource(1);
        Instant first = orders.put("key", utf8("1")).arrival();
        await().until(() -> Instant.now().isAfter(first.plusMillis(5)));
        Instant second = orders.put("key", utf8("2")).arrival();

        CommandRun run = stage.run("preview", "--json", "--position", second.toString());

        assertEquals(
                List.of("2"),
                documents(run, "record").stream()
                        .map(record -> record.path("value").asText())
                        .toList());
    }
}
