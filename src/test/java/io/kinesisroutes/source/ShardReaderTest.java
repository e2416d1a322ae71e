// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.source.ShardReader.ShardSettings;
import io.kinesisroutes.stream.FakeKinesis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

class ShardReaderTest {

    private static final StartingPosition HORIZON =
            StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();

    private final FakeKinesis kinesis = new FakeKinesis();
    private final List<String> handled = new ArrayList<>();
    private boolean running = true;
    private int failures;
    private String failing;

    private final ShardReader reader = new ShardReader(
            "shardId-000000000000",
            HORIZON,
            new ShardSettings(kinesis, 10, this::handle, () -> Instant.EPOCH, () -> running));

    private void handle(SourceRecord record) throws Exception {
        if (record.record().sequenceNumber().equals(failing) && failures-- > 0) {
            throw new Exception("failed by the test");
        }
        handled.add(record.record().sequenceNumber());
    }

    @Test
    void step_pageOfRecords_handsThemOverInOrder() {
        kinesis.read(() -> page("next", 1, 2, 3));

        Duration delay = reader.step();

        assertEquals(List.of("1", "2", "3"), handled);
        assertEquals(Duration.ofMillis(200), delay);
        assertFalse(reader.isEnded());
    }

    @Test
    void step_recordFails_isGivenAgainBeforeAnyLaterOne() {
        kinesis.read(() -> page("next", 1, 2, 3));
        failing = "2";
        failures = 2;

        Duration first = reader.step();
        Duration second = reader.step();
        assertEquals(List.of("1"), handled);
        reader.step();

        assertEquals(List.of("1", "2", "3"), handled);
        assertTrue(first.toMillis() > 0 && second.toMillis() > 0, "waits between the tries");
    }

    @Test
    void step_recordFailsForLong_waitsHalfAMinuteAtMost() {
        kinesis.read(() -> page("next", 1));
        failing = "1";
        failures = 100;

        Duration longest = IntStream.range(0, 100)
                .mapToObj(i -> reader.step())
                .max(Duration::compareTo)
                .orElseThrow();

        assertTrue(longest.compareTo(Duration.ofSeconds(30)) <= 0, longest::toString);
        assertTrue(longest.compareTo(Duration.ofSeconds(15)) >= 0, longest::toString);
        reader.step();
        assertEquals(List.of("1"), handled);
    }

    @Test
    void step_iteratorExpired_goesOnAfterTheLastRecordThatIsDone() {
        kinesis.read(() -> page("next", 1, 2)).read(() -> {
            throw FakeKinesis.expiredIterator();
        });
        kinesis.read(() -> page("next", 3));

        reader.step();
        assertEquals(Duration.ZERO, reader.step());
        reader.step();

        assertEquals(List.of("1", "2", "3"), handled);
        assertEquals(
                StartingPosition.builder()
                        .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber("2")
                        .build(),
                kinesis.iteratorsAsked.get(1));
    }

    @Test
    void step_throttled_waitsAndReadsTheSamePageAgain() {
        kinesis.read(() -> {
            throw FakeKinesis.throttled();
        });
        kinesis.read(() -> page("next", 1));

        assertTrue(reader.step().toMillis() >= 100);
        reader.step();

        assertEquals(List.of("1"), handled);
        assertEquals(1, kinesis.iteratorsAsked.size());
    }

    @Test
    void isEnded_lastPageOfAClosedShard_onlyWhenItsRecordsAreDone() {
        kinesis.read(() -> page(null, 1, 2));
        failing = "2";
        failures = 1;

        reader.step();
        assertFalse(reader.isEnded());
        reader.step();

        assertTrue(reader.isEnded());
        assertEquals(List.of("1", "2"), handled);
    }

    @Test
    void step_notRunning_handsNothingOverAndKeepsThePage() {
        kinesis.read(() -> page(null, 1));
        running = false;

        reader.step();
        assertEquals(List.of(), handled);
        assertFalse(reader.isEnded());
        running = true;
        reader.step();

        assertEquals(List.of("1"), handled);
    }

    private static GetRecordsResponse page(String next, int... sequenceNumbers) {
        List<Record> records = IntStream.of(sequenceNumbers)
                .mapToObj(number -> Record.builder()
                        .sequenceNumber(String.valueOf(number))
                        .data(SdkBytes.fromUtf8String("{}"))
                        .build())
                .toList();
        return GetRecordsResponse.builder()
                .records(records)
                .nextShardIterator(next)
                .millisBehindLatest(0L)
                .build();
    }
}
