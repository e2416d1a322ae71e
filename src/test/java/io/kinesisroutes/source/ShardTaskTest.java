// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static io.kinesisroutes.stream.FakeKinesis.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.checkpoint.ShardPosition.AfterSequenceNumber;
import io.kinesisroutes.source.RecordHandler.Completion;
import io.kinesisroutes.source.SourceOptions.Delivery;
import io.kinesisroutes.source.SourceOptions.Reading;
import io.kinesisroutes.source.SourceOptions.Shards;
import io.kinesisroutes.stream.FakeKinesis;
import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** One shard from its pages to its completions, in a time that the test moves on. */
class ShardTaskTest {

    private final FakeKinesis kinesis = new FakeKinesis();
    private final ManualTime time = new ManualTime();
    private final List<String> handled = new ArrayList<>();
    private final List<Completion> open = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private boolean running = true;
    private boolean asynchronous;
    private int maxInFlight = 100;
    private int recordsPerExchange = 1;
    private int failures;
    private String failing = "";
    private ShardTask task;

    private void start() {
        start(null);
    }

    private void start(String iterator) {
        SourceOptions options = new SourceOptions(
                new Shards(Positions.startingPosition(ShardPosition.TRIM_HORIZON), null, Duration.ofSeconds(10)),
                new Reading(10, new ReadPace(5)),
                new Delivery(recordsPerExchange, maxInFlight, Duration.ofSeconds(1)));
        ShardContext context = new ShardContext(
                kinesis,
                options,
                this::handle,
                new SourceThreads(time.scheduler(), time::execute, time::execute),
                time,
                () -> running,
                () -> 1,
                "orders",
                "nowhere");
        ShardStart start = new ShardStart("shardId-000000000000", ShardPosition.TRIM_HORIZON, iterator);
        task = new ShardTask(start, context, reader -> ended.add(reader.shardId()));
        task.wakeUp();
    }

    private void handle(List<SourceRecord> records, Completion completion) {
        String numbers = String.join(
                "+",
                records.stream().map(record -> record.record().sequenceNumber()).toList());
        if (failing.equals("error") && failures-- > 0) {
            throw new StackOverflowError("thrown by the test");
        }
        if (asynchronous) {
            handled.add(numbers);
            open.add(completion);
        } else if (numbers.equals(failing) && failures-- > 0) {
            completion.done(new IllegalStateException("failed by the test"));
        } else {
            handled.add(numbers);
            completion.done(null);
        }
    }

    private String safe() {
        return task.reader().safe().toString();
    }

    @Test
    void page_isHandedOverInOrderAndTheNextOneIsFetchedMeanwhile() {
        asynchronous = true;
        kinesis.read(() -> page("next", 1, 2, 3)).read(() -> page("next", 4)).read(() -> page(null));

        start();
        time.pass(Duration.ofMillis(250));

        assertEquals(List.of("1", "2", "3", "4"), handled);
        assertEquals("TRIM_HORIZON", safe());
        open.forEach(completion -> completion.done(null));
        time.pass(Duration.ofMillis(250));
        assertEquals(List.of("shardId-000000000000"), ended);
    }

    @Test
    void completions_inAnyOrder_moveThePositionToWhatIsSafe() {
        asynchronous = true;
        kinesis.read(() -> page("next", 1, 2, 3)).read(() -> page("next")).read(() -> page("next"));
        start();

        open.get(1).done(null);
        assertEquals("TRIM_HORIZON", safe());
        open.get(0).done(null);
        assertEquals("AFTER_SEQUENCE_NUMBER 2", safe());
        open.get(2).done(null);
        open.get(2).done(null);
        assertEquals("AFTER_SEQUENCE_NUMBER 3", safe());
    }

    @Test
    void record_fails_isGivenAgainBeforeAnyLaterOne() {
        kinesis.read(() -> page("next", 1, 2, 3)).read(() -> page(null));
        failing = "2";
        failures = 2;

        start();
        assertEquals(List.of("1"), handled);
        assertTrue(task.reader().trouble().orElseThrow().contains("failed by the test"));
        time.pass(Duration.ofSeconds(3));

        assertEquals(List.of("1", "2", "3"), handled);
        assertTrue(task.reader().trouble().isEmpty());
    }

    @Test
    void record_failsAsynchronously_nothingNewIsHandedOverUntilItIsDone() {
        asynchronous = true;
        maxInFlight = 2;
        kinesis.read(() -> page("next", 1, 2, 3, 4)).read(() -> page(null));
        start();
        assertEquals(List.of("1", "2"), handled);

        open.get(0).done(new IllegalStateException("failed by the test"));
        open.get(1).done(null);
        assertEquals(List.of("1", "2"), handled);
        time.pass(Duration.ofMillis(500));
        assertEquals(List.of("1", "2", "1"), handled);
        assertEquals("TRIM_HORIZON", safe());
        open.get(2).done(null);

        assertEquals(List.of("1", "2", "1", "3", "4"), handled);
        assertEquals("AFTER_SEQUENCE_NUMBER 2", safe());
    }

    @Test
    void handler_throwsAnError_theRecordIsGivenAgain() {
        kinesis.read(() -> page(null, 1));
        failing = "error";
        failures = 1;

        start();
        assertEquals(List.of(), handled);
        time.pass(Duration.ofSeconds(1));

        assertEquals(List.of("1"), handled);
    }

    @Test
    void record_thatOnlyLooksLikeAnAggregate_isDeliveredAsItIs() {
        byte[] magicAndNonsense = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2, 1, 2, 3};
        Record record = Record.builder()
                .sequenceNumber("1")
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.EPOCH)
                .data(SdkBytes.fromByteArray(magicAndNonsense))
                .build();
        kinesis.read(() -> GetRecordsResponse.builder().records(record).build());

        start();

        assertEquals(List.of("1"), handled);
        assertEquals(List.of("shardId-000000000000"), ended);
    }

    @Test
    void record_failsForLong_isTriedAgainEveryHalfMinuteAtLeast() {
        kinesis.read(() -> page("next", 1)).read(() -> page(null));
        failing = "1";
        failures = 20;

        start();
        time.pass(Duration.ofMinutes(12));

        assertEquals(List.of("1"), handled);
    }

    @Test
    void maxInFlight_reached_stopsUntilOneIsDone() {
        asynchronous = true;
        maxInFlight = 2;
        kinesis.read(() -> page("next", 1, 2, 3)).read(() -> page("next")).read(() -> page("next"));
        start();

        assertEquals(List.of("1", "2"), handled);
        open.get(1).done(null);
        assertEquals(List.of("1", "2"), handled, "the first one is still what a crash would bring back");
        open.get(0).done(null);
        assertEquals(List.of("1", "2", "3"), handled);
    }

    @Test
    void completion_neverComes_isToldAfterAWhileAndNothingIsPassedOver() {
        asynchronous = true;
        maxInFlight = 2;
        kinesis.read(() -> page("next", 1, 2, 3)).read(() -> page("next", 4));
        start();
        open.get(1).done(null);

        time.pass(Duration.ofMinutes(4));
        assertTrue(task.reader().trouble().isEmpty());
        time.pass(Duration.ofMinutes(2));

        assertTrue(task.reader().trouble().orElseThrow().startsWith("2 records are under way"));
        assertEquals("TRIM_HORIZON", safe());
        assertEquals(List.of("1", "2"), handled);
        open.get(0).done(null);
        assertTrue(task.reader().trouble().isEmpty());
    }

    @Test
    void recordsPerExchange_moreThanOne_areDoneTogether() {
        asynchronous = true;
        recordsPerExchange = 2;
        kinesis.read(() -> page("next", 1, 2, 3)).read(() -> page("next")).read(() -> page("next"));
        start();

        assertEquals(List.of("1+2", "3"), handled);
        open.get(0).done(null);
        assertEquals("AFTER_SEQUENCE_NUMBER 2", safe());
    }

    @Test
    void iterator_expires_readingGoesOnAfterTheLastRecordThatWasRead() {
        kinesis.read(() -> page("next", 1, 2)).read(() -> {
            throw FakeKinesis.expiredIterator();
        });
        kinesis.read(() -> page(null, 3));

        start();
        time.pass(Duration.ofMillis(500));

        assertEquals(List.of("1", "2", "3"), handled);
        assertEquals(Positions.startingPosition(new AfterSequenceNumber("2")), kinesis.iteratorsAsked.get(1));
    }

    @Test
    void read_throttled_isTriedAgainWithTheSameIterator() {
        kinesis.read(() -> {
            throw FakeKinesis.throttled();
        });
        kinesis.read(() -> page(null, 1));

        start();
        assertEquals(List.of(), handled);
        time.pass(Duration.ofSeconds(1));

        assertEquals(List.of("1"), handled);
        assertEquals(1, kinesis.iteratorsAsked.size());
    }

    @Test
    void read_unexpectedError_isTriedAgain() {
        kinesis.read(() -> {
            throw new IllegalStateException("a defect of the test");
        });
        kinesis.read(() -> page(null, 1));

        start();
        time.pass(Duration.ofSeconds(1));

        assertEquals(List.of("1"), handled);
    }

    @Test
    void firstIterator_given_isUsed() {
        kinesis.read(() -> page(null, 1));

        start("at-the-tip");

        assertEquals(List.of("1"), handled);
        assertEquals(List.of(), kinesis.iteratorsAsked);
    }

    @Test
    void pause_handsNothingOverAndResumeLosesNothing() {
        running = false;
        kinesis.read(() -> page(null, 1, 2));
        start();
        time.pass(Duration.ofSeconds(5));
        assertEquals(List.of(), handled);

        running = true;
        time.pass(Duration.ofSeconds(1));

        assertEquals(List.of("1", "2"), handled);
        assertEquals(List.of("shardId-000000000000"), ended);
    }
}
