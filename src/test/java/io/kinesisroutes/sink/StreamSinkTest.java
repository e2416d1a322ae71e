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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

class StreamSinkTest {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeKinesis kinesis = new FakeKinesis();
    private final ManualTime time = new ManualTime();
    private final Deque<Runnable> requests = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private Executor requestThreads = requests::add;
    private Executor completions = Runnable::run;
    private final StreamSink sink = sink(0);

    private StreamSink sink(int recordsPerSecond) {
        return new StreamSink(
                kinesis,
                "orders",
                new SinkOptions(Duration.ofMillis(5), 2, 1_000_000, TIMEOUT, recordsPerSecond),
                new SinkThreads(
                        time.scheduler(), task -> requestThreads.execute(task), task -> completions.execute(task)),
                time::nanos);
    }

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

        told.sort(null);
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
    void send_moreThanTwoRequestsWorth_twoAreUnderWayAndTheThirdWaits() throws Exception {
        for (int i = 0; i < 3; i++) {
            send(
                    "a" + i,
                    IntStream.range(0, 500)
                            .mapToObj(String::valueOf)
                            .map(("k" + i)::concat)
                            .toArray(String[]::new));
        }

        assertEquals(2, requests.size());
        answer(IntStream.range(0, 500).mapToObj(String::valueOf).toArray(String[]::new));
        assertEquals(2, requests.size());
    }

    @Test
    void send_awsDoesNotAnswer_whatIsNotUnderWayIsToldInTimeAndTheCallsHaveAnEnd() throws Exception {
        send("a", "k");
        time.pass(Duration.ofSeconds(1));
        send("b", "k2");
        time.pass(Duration.ofSeconds(1));
        send("c", "k");
        send("d", "k3");
        time.pass(TIMEOUT.plusMillis(100));

        assertEquals(
                List.of(
                        "c: 1 of 1 records are not stored: index 0: not stored within 10000 ms, because its turn did not"
                                + " come",
                        "d: 1 of 1 records are not stored: index 0: not stored within 10000 ms, because its turn did not"
                                + " come"),
                told.stream().sorted().toList());
        answer("1");
        assertEquals(List.of(TIMEOUT), kinesis.longestWrites);
        assertEquals("a: s/1", told.get(2));
    }

    @Test
    void send_noThreadForARequest_isTriedAgain() throws Exception {
        requestThreads = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        send("a", "k");
        assertEquals(List.of(), told);

        requestThreads = requests::add;
        time.pass(Duration.ofSeconds(1));
        answer("1");

        assertEquals(List.of("a: s/1"), told);
    }

    @Test
    void send_noThreadForTheCompletion_isToldAllTheSame() throws Exception {
        completions = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        send("a", "k");
        answer("1");

        assertEquals(List.of("a: s/1"), told);
    }

    @Test
    void close_aCompletionIsJustBeingHandedOver_waitsForThat() throws Exception {
        CountDownLatch handingOver = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        completions = task -> {
            handingOver.countDown();
            await(goOn);
            task.run();
        };
        send("a", "k");
        Thread answering = new Thread(() -> answer("1"));
        answering.start();
        await(handingOver);

        Thread closing = new Thread(() -> sink.close(Duration.ofSeconds(1)));
        closing.start();
        closing.join(200);
        assertTrue(closing.isAlive(), "it waits");
        goOn.countDown();
        closing.join(5_000);

        assertEquals(List.of("a: s/1"), told);
        answering.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void send_bufferIsFull_waitsUntilThereIsRoomAgain() throws Exception {
        send("a", "k".repeat(256), "x".repeat(256));
        sink.send(List.of(entry("k2", "x".repeat(999_000))), List.of(), (stored, failure) -> told.add("large"));
        Thread late = new Thread(() -> {
            try {
                send("late", "k3", "y".repeat(256), "z".repeat(256), "u".repeat(256), "v".repeat(256), "w".repeat(256));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        late.start();
        late.join(200);
        assertTrue(late.isAlive(), "there is no room");

        answer("1", "2");
        answer("3");
        late.join(5_000);
        answer("4", "5", "6", "7", "8", "9");

        assertEquals(List.of("a: s/1 s/2", "large", "late: s/4 s/5 s/6 s/7 s/8 s/9"), told);
    }

    @Test
    void send_theShardsCannotBeReadByAnErrorOfOurOwn_theRoomIsGivenBack() throws Exception {
        StreamSink paced = sink(1_000);
        List<PutRecordsRequestEntry> most = List.of(entry("k", "x".repeat(999_000)));
        paced.send(most, List.of(), (stored, failure) -> told.add("first"));
        answer("1");
        kinesis.shardsFrom(() -> {
            throw new IllegalStateException("a supplied client of somebody's");
        });

        assertThrows(
                IllegalStateException.class,
                () -> paced.send(most, List.of(), (stored, failure) -> told.add("second")));
        time.pass(Duration.ofSeconds(6));
        kinesis.shards(List.of());
        paced.send(most, List.of(), (stored, failure) -> told.add("third"));
        answer("3");

        assertEquals(List.of("first", "third"), told);
    }

    @Test
    void send_limitIsNotKnownAtTheStart_isAskedForAgain() throws Exception {
        kinesis.summaryFrom(() -> {
            throw FakeKinesis.throttled();
        });
        sink.start();
        kinesis.summaryFrom(() -> StreamDescriptionSummary.builder().build());
        time.pass(Duration.ofSeconds(31));

        assertThrows(
                IllegalArgumentException.class,
                () -> sink.send(
                        List.of(entry("k", "x".repeat(2_000_000))), List.of(), (stored, failure) -> told.add("told")));
    }

    @Test
    void send_everyRequestFails_theOnesBehindDoNotAskInTheirPlace() throws Exception {
        for (int i = 0; i < 100; i++) {
            send("r" + i, "k" + i);
        }
        int calls = 0;
        for (int i = 0; i < 100; i++) {
            for (; !requests.isEmpty(); calls++) {
                kinesis.write(() -> {
                    throw FakeKinesis.refused();
                });
                requests.remove().run();
            }
            time.pass(Duration.ofMillis(50));
        }

        assertTrue(calls < 50, "in five seconds: " + calls);
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
