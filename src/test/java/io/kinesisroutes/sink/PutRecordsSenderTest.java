// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.stream.FakeKinesis;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

class PutRecordsSenderTest {

    private final FakeKinesis kinesis = new FakeKinesis();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final PutRecordsSender sender =
            new PutRecordsSender(kinesis, Duration.ofSeconds(10), () -> now, this::pause);

    private void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    @Test
    void send_someFail_onlyThoseAreSentAgainAndTheOrderOfTheAnswersIsTheRequests() throws Exception {
        kinesis.write(() -> answer("a", null, "c", null))
                .write(() -> answer("b", null))
                .write(() -> answer("d"));

        List<Stored> stored = sender.send(entries(4));

        assertEquals(
                List.of("a", "b", "c", "d"),
                stored.stream().map(Stored::sequenceNumber).toList());
        assertEquals(List.of("0", "1", "2", "3"), keys(0));
        assertEquals(List.of("1", "3"), keys(1));
        assertEquals(List.of("3"), keys(2));
        assertEquals(2, pauses.size());
    }

    @Test
    void send_moreThanARequestHolds_isCutAndAFailureOfOneRequestDoesNotDropTheRest() throws Exception {
        kinesis.write(() -> {
                    throw FakeKinesis.throttled();
                })
                .write(() -> answers(500))
                .write(() -> answers(200))
                .write(() -> answers(500));

        List<Stored> stored = sender.send(entries(1_200));

        assertEquals(1_200, stored.size());
        assertEquals(
                List.of(500, 500, 200, 500),
                kinesis.writes.stream().map(List::size).toList());
    }

    @Test
    void send_neverAccepted_failsWithIndexAndCodeWhenTheTimeIsOver() {
        kinesis.write(() -> answer("a", null));
        IntStream.range(0, 100).forEach(i -> kinesis.write(() -> answer((String) null)));

        NotStoredException e = assertThrows(NotStoredException.class, () -> sender.send(entries(2)));

        assertEquals(
                "1 of 2 records are not stored: index 1: ProvisionedThroughputExceededException: slow down",
                e.getMessage());
        assertTrue(Duration.between(Instant.EPOCH, now).compareTo(Duration.ofSeconds(10)) <= 0);
    }

    @Test
    void send_refused_failsAtOnce() {
        kinesis.write(() -> {
            throw FakeKinesis.refused();
        });

        NotStoredException e = assertThrows(NotStoredException.class, () -> sender.send(entries(2)));

        assertEquals(List.of(), pauses);
        assertEquals(FakeKinesis.refused().getMessage(), e.getCause().getMessage());
    }

    @Test
    void cut_bytesAboveARequest_startsTheNext() {
        byte[] third = new byte[KinesisLimits.BYTES_PER_WRITE / 3];
        List<PutRecordsRequestEntry> entries =
                IntStream.range(0, 4).mapToObj(i -> entry(i, third)).toList();

        assertEquals(List.of(List.of(0, 1), List.of(2, 3)), RequestPlan.cut(entries, List.of(0, 1, 2, 3)));
    }

    private List<String> keys(int write) {
        return kinesis.writes.get(write).stream()
                .map(PutRecordsRequestEntry::partitionKey)
                .toList();
    }

    private static List<PutRecordsRequestEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry(i, new byte[] {'{', '}'}))
                .toList();
    }

    private static PutRecordsRequestEntry entry(int key, byte[] data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(String.valueOf(key))
                .data(SdkBytes.fromByteArray(data))
                .build();
    }

    private static PutRecordsResponse answers(int count) {
        return answer(IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new));
    }

    /** One result each: the sequence number, or a failure for {@code null}. */
    private static PutRecordsResponse answer(String... sequenceNumbers) {
        return PutRecordsResponse.builder().records(results(sequenceNumbers)).build();
    }

    private static List<PutRecordsResultEntry> results(String... sequenceNumbers) {
        List<PutRecordsResultEntry> results = new ArrayList<>();
        for (String number : sequenceNumbers) {
            results.add(
                    number == null
                            ? PutRecordsResultEntry.builder()
                                    .errorCode("ProvisionedThroughputExceededException")
                                    .errorMessage("slow down")
                                    .build()
                            : PutRecordsResultEntry.builder()
                                    .shardId("shardId-000000000000")
                                    .sequenceNumber(number)
                                    .build());
        }
        return results;
    }
}
