// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.local.LocalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters that somebody has repaired. */
class DeadLetterReplayIT extends RouteFixture {

    private Path repaired;

    @BeforeEach
    void makeDirectory() throws IOException {
        repaired = Files.createDirectory(directory.resolve("repaired"));
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("dead-letter-replay.directory", repaired.toString(), "dead-letter-replay.delay-millis", "50"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return only("dead-letter-replay", settings);
    }

    private static String envelope(String key, byte[] data) throws IOException {
        return new JsonMapper()
                .createObjectNode()
                .putNull("stream")
                .putNull("shardId")
                .putNull("sequenceNumber")
                .put("partitionKey", key)
                .put("reason", "once")
                .put("data", data)
                .toString();
    }

    private void letter(String name, String content) {
        try {
            Path hidden = Files.writeString(repaired.resolve("." + name), content);
            Files.move(hidden, repaired.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Path directory) {
        return files(directory).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }

    @Test
    void route_repairedAndOthers_areStoredWithTheirKeysOrMovedAside() throws Exception {
        letter("a.json", envelope("key-a", GOOD.get(0)));
        letter("b.json", envelope(null, GOOD.get(1)));
        letter("still-bad.json", envelope("key", bytes("{\"type\":\"Feature\"}")));
        letter("no-envelope.json", "{}");

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> files(repaired).isEmpty());
        }

        assertEquals(texts(GOOD.subList(0, 2)), texts(accounts.sink()));
        assertTrue(accounts.sink().records().stream()
                .map(LocalRecord::partitionKey)
                .toList()
                .contains("key-a"));
        assertEquals(Set.of("a.json", "b.json"), names(repaired.resolve("done")));
        assertEquals(Set.of("still-bad.json", "no-envelope.json"), names(repaired.resolve("failed")));
    }

    @Test
    void route_streamCannotBeReached_leavesTheFileAndTriesAgain() throws Exception {
        letter("first.json", envelope("key", GOOD.get(0)));
        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> files(repaired).isEmpty());
            aws.faults().on("PutRecords").times(5).fail("InternalFailure");
            letter("second.json", envelope("key", GOOD.get(1)));
            await().atMost(PATIENCE).until(() -> files(repaired).isEmpty());
        }
        assertEquals(texts(GOOD.subList(0, 2)), texts(accounts.sink()));
        assertEquals(Set.of("first.json", "second.json"), names(repaired.resolve("done")));
    }

    @Test
    void route_killedAgainAndAgain_losesNothing() throws Exception {
        List<byte[]> some = GOOD.subList(0, 400);
        try (RouteProcess process = process(settings())) {
            process.start();
            meanwhile(
                    () -> putAll(some),
                    () -> killAt(process, () -> accounts.sink().recordCount(), 50, 150, 250));
            await().atMost(PATIENCE).until(() -> files(repaired).isEmpty());
        }
        assertEquals(Set.of(), lost(some, texts(accounts.sink())));
        assertEquals(some.size(), files(repaired.resolve("done")).size());
        assertTrue(accounts.sink().recordCount() <= some.size() + 3, "a file comes again, not more");
    }

    private void putAll(List<byte[]> records) {
        try {
            for (int i = 0; i < records.size(); i++) {
                letter("letter-" + i + ".json", envelope("key-" + i, records.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void route_firstOneFailsForAWhile_keepsTheOrderOfTheirKey() throws Exception {
        for (int i = 0; i < 9; i++) {
            letter(i + ".json", envelope("key", GOOD.get(i)));
        }
        aws.faults().on("PutRecords").times(3).fail("ValidationException");

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> files(repaired).isEmpty());
        }

        assertEquals(
                GOOD.subList(0, 9).stream().map(RouteFixture::text).toList(),
                accounts.sink().records().stream()
                        .map(record -> text(record.data()))
                        .toList());
    }

    @Test
    void route_whatTheStreamNeverTakes_movesAsideAndTheOthersGoOn() throws Exception {
        letter("a.json", envelope("", GOOD.get(0)));
        letter("b.json", envelope("k".repeat(257), GOOD.get(1)));
        letter("c.json", envelope("key", GOOD.get(2)));

        try (RouteApplication application = application(settings())) {
            application.start();
            await().atMost(PATIENCE).until(() -> files(repaired).isEmpty());
        }

        assertEquals(texts(GOOD.subList(2, 3)), texts(accounts.sink()));
        assertEquals(Set.of("a.json", "b.json"), names(repaired.resolve("failed")));
    }

    @Test
    void route_cannotBeMoved_isSentOnceUntilItIsChanged() throws Exception {
        // There is a directory of that name, and something in it.
        Files.createDirectories(repaired.resolve("done/a.json/x"));
        letter("a.json", envelope("key", GOOD.get(0)));

        try (RouteApplication application = application(settings())) {
            application.start();
            for (int i = 1; i < 4; i++) {
                letter("b" + i + ".json", envelope("key", GOOD.get(i)));
                int done = i;
                await().atMost(PATIENCE)
                        .until(() -> files(repaired.resolve("done")).size() == done);
            }
            assertEquals(texts(GOOD.subList(0, 4)), texts(accounts.sink()));

            Files.delete(repaired.resolve("a.json"));
            letter("a.json", envelope("another-key", GOOD.get(4)));
            await().atMost(PATIENCE).until(() -> accounts.sink().recordCount() > 4);
        }
        assertEquals(texts(GOOD.subList(0, 5)), texts(accounts.sink()));
    }
}
