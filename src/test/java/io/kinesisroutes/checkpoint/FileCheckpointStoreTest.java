// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckpointStoreTest {

    private static final ConsumerId ID =
            new ConsumerId("orders-reader", "arn:aws:kinesis:eu-west-1:111122223333:stream/orders");

    private static final Map<String, ShardPosition> POSITIONS = Map.of(
            "shardId-000000000000", ShardPosition.END,
            "shardId-000000000001", ShardPosition.TRIM_HORIZON,
            "shardId-000000000002", new ShardPosition.AtTimestamp(Instant.parse("2026-01-31T12:00:00.123Z")),
            "shardId-000000000003",
                    new ShardPosition.AtSequenceNumber("49590338271490256608559692538361571095921575989136588898"),
            "shardId-000000000004", new ShardPosition.AfterSequenceNumber("4959"),
            "shardId-000000000005", new ShardPosition.WithinAggregate("4960", 17));

    @TempDir
    private Path directory;

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void save_everyKindOfPosition_isLoadedByTheNextProcess() {
        try (FileCheckpointStore store = new FileCheckpointStore(directory, ID)) {
            assertEquals(Optional.empty(), store.load());
            store.save(POSITIONS);
        }
        try (FileCheckpointStore store = new FileCheckpointStore(directory, ID)) {
            assertEquals(Optional.of(POSITIONS), store.load());
        }
    }

    @Test
    void save_file_isReadableByThisUserOnlyAndByEyes() throws IOException {
        Path nested = directory.resolve("a/b");
        try (FileCheckpointStore store = new FileCheckpointStore(nested, ID)) {
            store.save(Map.of("shardId-000000000004", new ShardPosition.AfterSequenceNumber("4959")));
            Path file = Path.of(store.describe());

            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(nested)));
            assertEquals(
                    "orders-reader@arn_aws_kinesis_eu-west-1_111122223333_stream_orders.json",
                    file.getFileName().toString());
            assertEquals("""
                    {
                      "consumer" : "orders-reader",
                      "stream" : "arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
                      "shards" : {
                        "shardId-000000000004" : "AFTER_SEQUENCE_NUMBER 4959"
                      }
                    }
                    """, Files.readString(file).replace("\r\n", "\n"));
        }
    }

    @Test
    void load_temporaryFileThatACrashLeft_isNotMistakenForTheCheckpoint() throws IOException {
        try (FileCheckpointStore store = new FileCheckpointStore(directory, ID)) {
            store.save(POSITIONS);
            Files.writeString(Path.of(store.describe() + ".tmp"), "{\"consumer\" : \"ord");

            assertEquals(Optional.of(POSITIONS), store.load());
            store.save(Map.of());
            assertEquals(Optional.of(Map.of()), store.load());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"consumer\":\"orders-reader\"}",
                "{\"consumer\":\"another\",\"stream\":\"STREAM\",\"shards\":{}}",
                "{\"consumer\":\"orders-reader\",\"stream\":\"arn:aws:kinesis:eu-west-1:999988887777:stream/orders\",\"shards\":{}}",
                "{\"consumer\":\"orders-reader\",\"stream\":\"STREAM\"}",
                "{\"consumer\":\"orders-reader\",\"stream\":\"STREAM\",\"shards\":{\"s\":\"AFTER_SEQUENCE_NUMBER\"}}",
                "{\"consumer\":\"orders-reader\",\"stream\":\"STREAM\",\"shards\":{\"s\":\"AT_TIMESTAMP yesterday\"}}",
                "{\"consumer\":\"orders-reader\",\"stream\":\"STREAM\",\"shards\":{\"s\":7}}",
            })
    void load_whatCannotBeTrusted_isRefusedByName(String text) throws IOException {
        try (FileCheckpointStore store = new FileCheckpointStore(directory, ID)) {
            store.save(POSITIONS);
            Files.writeString(file(), text.replace("STREAM", ID.stream()));

            CheckpointException e = assertThrows(CheckpointException.class, store::load);

            assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
            assertTrue(e.getMessage().contains("cannot be trusted"), e.getMessage());
        }
    }

    @Test
    void load_tornAtAnyByte_isRefusedOrWhole() throws IOException {
        try (FileCheckpointStore store = new FileCheckpointStore(directory, ID)) {
            store.save(POSITIONS);
            String whole = Files.readString(file());
            String document = whole.strip();
            for (int length : IntStream.range(0, document.length()).toArray()) {
                Files.writeString(file(), whole.substring(0, length));
                assertThrows(CheckpointException.class, store::load, "torn at " + length);
            }
        }
    }

    @Test
    void open_whileAnotherHasIt_isRefusedWithWhatToDo() {
        try (FileCheckpointStore first = new FileCheckpointStore(directory, ID)) {
            CheckpointException e =
                    assertThrows(CheckpointException.class, () -> new FileCheckpointStore(directory, ID));

            assertTrue(e.getMessage().contains("is in use by another process or route"), e.getMessage());
            assertTrue(e.getMessage().contains("consumerName"), e.getMessage());
            first.save(POSITIONS);
        }
        try (FileCheckpointStore second = new FileCheckpointStore(directory, ID)) {
            assertEquals(Optional.of(POSITIONS), second.load());
        }
    }

    @Test
    void open_twoConsumersOfOneStream_doNotMeet() {
        ConsumerId other = new ConsumerId("another", ID.stream());
        try (FileCheckpointStore one = new FileCheckpointStore(directory, ID);
                FileCheckpointStore two = new FileCheckpointStore(directory, other)) {
            one.save(POSITIONS);

            assertEquals(Optional.empty(), two.load());
        }
    }

    @Test
    void open_directoryThatIsAFile_isRefusedByName() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        CheckpointException e = assertThrows(CheckpointException.class, () -> new FileCheckpointStore(file, ID));

        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }

    @Test
    void stateRepository_keepsThePositionsOfEachConsumer() {
        MemoryStateRepository repository = new MemoryStateRepository();
        CheckpointStore store = new StateRepositoryCheckpointStore(repository, ID);
        CheckpointStore other = new StateRepositoryCheckpointStore(repository, new ConsumerId("another", ID.stream()));

        assertEquals(Optional.empty(), store.load());
        store.save(POSITIONS);

        assertEquals(Optional.of(POSITIONS), store.load());
        assertEquals(Optional.empty(), other.load());
    }
}
