// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.stream.FakeKinesis;
import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

class StreamSinkTest {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeKinesis kinesis = new FakeKinesis();
    private final ManualTime time = new ManualTime();
    private final Deque<Runnable> requests = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final StreamSink sink = new StreamSink(
            kinesis,
            "orders",
            new SinkOptions(Duration.ofMillis(5), 2, 1_000_000, TIMEOUT, 0),
            new SinkThreads(time.scheduler(), requests::add, Runnable::run),
            time::nanos);

    private void send(String name, String... keys) throws InterruptedException {
        sink.send(
                IntStream.range(0, keys.length)
                        .mapToObj(i -> entry(keys[i], name + i))
                        .toList(),
                List.of(),
                (stored, failure) -> told.add(name + ": " + text(stored, failure)));
    }

    private static String text(List<Stored> stored, NotStoredException failure) {
        return failure != null
                ? failure.getMessage()
                : String.join(
                        " ",
                        stored.stream()
                                .map(where -> where.shardId() + "/" + where.sequenceNumber())
                                .toList());
    }

    private static PutRecordsRequestEntry entry(String key, String data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromUtf8String(data))
                .build();
    }

    /** One result each: a sequence number, or an error code with a colon before it. */
    private void answer(String... results) {
        kinesis.write(() -> PutRecordsResponse.builder()
                .records(List.of(results).stream().map(StreamSinkTest::result).toList())
                .build());
        requests.remove().run();
    }

    private static PutRecordsResultEntry result(String text) {
        return text.startsWith(":")
                ? PutRecordsResultEntry.builder()
                        .errorCode(text.substring(1))
                        .errorMessage("says AWS")
                        .build()
                : PutRecordsResultEntry.builder()
                        .shardId("s")
                        .sequenceNumber(text)
                        .build();
    }

    private List<String> sent(int write) {
        return kinesis.writes.get(write).stream()
                .map(entry -> entry.data().asUtf8String())
                .toList();
    }

    @Test
    void send_someRecordsFail_onlyThoseGoAgainAndTheAnswersKeepTheirPlaces() throws Exception {
        send("a", "k0", "k1", "k2");

        answer("7", ":" + THROTTLED, "8");
        assertEquals(List.of(), told);
        time.pass(Duration.ofSeconds(1));
        answer("9");

        assertEquals(List.of("a0", "a1", "a2"), sent(0));
        assertEquals(List.of("a1"), sent(1));
        assertEquals(List.of("a: s/7 s/9 s/8"), told);
    }

    @Test
    void send_severalExchanges_shareARequestAndEachIsToldOnce() throws Exception {
        send("a", "k0");
        send("b", "k1");
        send("c", "k2");

        answer("1");
        answer("2", "3");

        assertEquals(List.of("a0"), sent(0), "nothing was under way");
        assertEquals(List.of("b0", "c0"), sent(1));
        assertEquals(List.of("a: s/1", "b: s/2", "c: s/3"), told);
    }

    @Test
    void send_oneKey_laterRecordsWaitUntilTheFailedOneIsStored() throws Exception {
        send("a", "k");
        send("b", "k");
        send("c", "other");

        answer(":InternalFailure");
        answer("1");
        time.pass(Duration.ofSeconds(1));
        answer("2");
        answer("3");

        assertEquals(List.of("a0"), sent(0));
        assertEquals(List.of("c0"), sent(1));
        assertEquals(List.of("a0"), sent(2));
        assertEquals(List.of("b0"), sent(3));
        assertEquals(List.of("c: s/1", "a: s/2", "b: s/3"), told);
    }

    @Test
    void send_codeThatNeverPasses_failsAtOnceAndTheOthersAreStored() throws Exception {
        send("a", "k0", "k1");

        answer("1", ":InvalidArgumentException");

        assertEquals(List.of("a: 1 of 2 records are not stored: index 1: InvalidArgumentException: says AWS"), told);
    }

    @Test
    void send_theSameAfterAFailure_onlyWhatIsNotStoredGoesAndKeepsItsIndex() throws Exception {
        List<PutRecordsRequestEntry> entries = List.of(entry("k0", "0"), entry("k1", "1"), entry("k2", "2"));
        List<Stored> before = Arrays.asList(new Stored("s", "7"), null, new Stored("s", "9"));

        sink.send(entries, before, (stored, failure) -> told.add(text(stored, failure)));
        answer("8");

        assertEquals(List.of("1"), sent(0));
        assertEquals(List.of("s/7 s/8 s/9"), told);
    }

    @Test
    void send_requestIsRejected_eachGoesAloneSoThatOnlyTheOneToBlameFails() throws Exception {
        send("a", "k0", "k1");
        reject();
        time.pass(Duration.ofSeconds(1));
        answer("2");
        reject();

        assertEquals(1, sent(1).size());
        assertEquals(1, sent(2).size());
        assertTrue(
                told.get(0).matches("a: 1 of 2 records are not stored: index [01]: rejected by the test"), told.get(0));
    }

    private void reject() {
        kinesis.write(() -> {
            throw FakeKinesis.rejected();
        });
        requests.remove().run();
    }

    @Test
    void send_refusedForLongerThanTheTimeout_everyExchangeFailsWithTheReason() throws Exception {
        send("a", "k");
        send("b", "k");
        for (int i = 0; i < 1_000 && told.size() < 2; i++) {
            kinesis.write(() -> {
                throw FakeKinesis.refused();
            });
            while (!requests.isEmpty()) {
                requests.remove().run();
            }
            time.pass(Duration.ofMillis(100));
        }

        assertTrue(
                told.get(0)
                        .matches(
                                "a: 1 of 1 records are not stored: index 0: not stored within 10000 ms and \\d+ attempts,"
                                        + " the last of which: refused by the test"),
                told.get(0));
        assertEquals(
                "b: 1 of 1 records are not stored: index 0: not stored within 10000 ms, because its turn did not come;"
                        + " the last request: refused by the test",
                told.get(1));
        assertEquals(2, told.size());
    }

    @Test
    void send_anErrorOfOurOwn_isNotTheEndOfTheRecord() throws Exception {
        send("a", "k");
        kinesis.write(() -> {
            throw new StackOverflowError("of the test");
        });
        requests.remove().run();
        time.pass(Duration.ofSeconds(1));

        answer("1");

        assertEquals(List.of("a: s/1"), told);
    }

    @Test
    void send_oneByteAboveTheLimit_isRefusedWithItsIndexAndNothingIsSent() {
        sink.start();
        List<PutRecordsRequestEntry> entries = List.of(
                entry("k", "small"), entry("k", "x".repeat(1024 * 1024 - 1)), entry("k", "x".repeat(1024 * 1024)));

        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> sink.send(entries, List.of(), (stored, failure) -> told.add("told")));

        assertTrue(
                e.getMessage()
                        .startsWith("The record at index 2 cannot be sent: it has 1048577 bytes, its partition key"
                                + " counted, and the stream orders takes 1048576."),
                e.getMessage());
        assertEquals(0, requests.size());
    }

    @Test
    void send_none_isToldAtOnce() throws Exception {
        sink.send(List.of(), List.of(), (stored, failure) -> told.add(stored + " " + failure));

        assertEquals(List.of("[] null"), told);
    }

    @Test
    void close_recordsUnderWayAndWaiting_eachIsToldOnceAndALateAnswerChangesNothing() throws Exception {
        send("a", "k");
        send("b", "k");

        sink.close(Duration.ZERO);
        answer("1");

        assertEquals(
                List.of(
                        "b: 1 of 1 records are not stored: index 0: not sent: the sink was stopped",
                        "a: 1 of 1 records are not stored: index 0: perhaps stored: the sink was stopped before AWS"
                                + " answered"),
                told);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> send("c", "k"));
        assertEquals("The sink for orders is stopped", e.getMessage());
        assertNull(requests.peek());
    }
}
