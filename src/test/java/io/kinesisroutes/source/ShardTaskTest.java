// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static io.kinesisroutes.stream.FakeKinesis.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.checkpoint.ShardPosition.AfterSequenceNumber;
import io.kinesisroutes.stream.FakeKinesis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What becomes of the records of one shard, and how far it is safe. */
class ShardTaskTest extends ShardFixture {

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
