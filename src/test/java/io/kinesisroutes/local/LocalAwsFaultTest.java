// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class LocalAwsFaultTest {
    private static final String REGION = "eu-west-1";

    private final MutableClock clock = new MutableClock();
    private final TestAws aws = new TestAws(LocalAwsOptions.defaults().withClock(clock));
    private final Faults faults = aws.server().faults();
    private final LocalAccount account = aws.server().account("111122223333");
    private final LocalCredentials user = account.user("app");
    private final LocalStream stream = account.createStream(REGION, "orders", 1);
    private final KinesisClient kinesis = aws.kinesis(user, REGION);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void fail_limitedTimes_letsLaterCallsPass() {
        Fault fault = faults.on("List*").stream("orders").times(2).fail("LimitExceededException");

        assertThrows(KinesisException.class, this::listShards);
        assertThrows(KinesisException.class, this::listShards);
        listShards();
        assertEquals(2, fault.hits());
        assertEquals(2, aws.server().calls().count(c -> "LimitExceededException".equals(c.errorCode())));
    }

    @ParameterizedTest
    @CsvSource({"InternalFailureException,500", "ServiceUnavailable,503", "ExpiredTokenException,400"})
    void fail_byCode_hasItsStatus(String code, int status) {
        faults.on("ListShards").principal("*:user/app").fail(code);

        KinesisException error = assertThrows(KinesisException.class, this::listShards);
        assertEquals(status, error.statusCode());
        assertEquals(code, error.awsErrorDetails().errorCode());
    }

    @Test
    void fail_forOthers_doesNotStrike() {
        faults.on("ListShards").account("444455556666").fail("AccessDeniedException");
        faults.on("ListShards").stream("payments").fail("AccessDeniedException");
        faults.on("ListShards").skip(1).fail("AccessDeniedException");

        listShards();
        assertThrows(KinesisException.class, this::listShards);
        faults.clear();
        listShards();
    }

    @Test
    void failEntries_chosen_storesTheOthersInOrder() {
        faults.on("PutRecords").times(1).failEntries(i -> i % 3 == 0, "InternalFailure");

        PutRecordsResponse answer =
                kinesis.putRecords(r -> r.streamName("orders").records(entries(10, 1)));

        assertEquals(4, answer.failedRecordCount());
        assertEquals("InternalFailure", answer.records().get(9).errorCode());
        assertEquals("Internal service failure.", answer.records().get(0).errorMessage());
        assertEquals(6, stream.recordCount());
    }

    @Test
    void failAfter_storesAndAnswersAnError() {
        faults.on("PutRecord*").failAfter("InternalFailure");

        assertThrows(KinesisException.class, this::putOne);
        assertEquals(1, stream.recordCount());
    }

    @Test
    void drop_beforeOrAfter_isAClientErrorThatStoresNothingOrAll() {
        faults.on("PutRecord").times(1).dropBefore();
        assertThrows(SdkClientException.class, this::putOne);
        assertEquals(0, stream.recordCount());

        faults.on("PutRecord").times(1).dropAfter();
        assertThrows(SdkClientException.class, this::putOne);
        assertEquals(1, stream.recordCount());
        assertEquals(2, aws.server().calls().count(c -> c.httpStatus() == 0));
    }

    @Test
    void drop_onHttp2_endsThatCallOnly() {
        KinesisAsyncClient async = aws.kinesisAsync(user, REGION);
        faults.on("DescribeStreamSummary").dropAfter();

        var dropped = async.describeStreamSummary(r -> r.streamName("orders"));
        var answered = async.listShards(r -> r.streamName("orders"));

        assertEquals(1, answered.join().shards().size());
        assertThrows(CompletionException.class, dropped::join);
    }

    @Test
    void delay_range_answersNotBefore() {
        faults.on("ListShards").delay(Duration.ofMillis(50), Duration.ofMillis(80));
        long start = System.nanoTime();

        listShards();
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    }

    @Test
    void probability_withOneSeed_strikesTheSameCallsAgain() {
        faults.on("ListShards").probability(0.5).fail("LimitExceededException");

        faults.seed(42);
        List<Boolean> first = outcomes();
        faults.seed(42);
        assertEquals(first, outcomes());
        assertEquals(2, first.stream().distinct().count());
    }

    @Test
    void iterator_olderThanFiveMinutes_isExpired() {
        String iterator = iterator();
        clock.advance(Duration.ofMinutes(5).minusSeconds(10));
        kinesis.getRecords(r -> r.shardIterator(iterator));

        clock.advance(Duration.ofSeconds(20));
        ExpiredIteratorException error =
                assertThrows(ExpiredIteratorException.class, () -> kinesis.getRecords(r -> r.shardIterator(iterator)));
        assertTrue(error.getMessage().contains("tolerated delay of 300000 milliseconds"), error.getMessage());
    }

    @Test
    void shardRates_enforced_refuseTheSixthReadAndWhatExceedsOneMiB() {
        faults.enforceShardRates(true);

        PutRecordsResponse answer =
                kinesis.putRecords(r -> r.streamName("orders").records(entries(5, 300 * 1024)));
        assertEquals(2, answer.failedRecordCount());
        String iterator = iterator();
        assertThrows(ProvisionedThroughputExceededException.class, () -> IntStream.range(0, 20)
                .forEach(i -> kinesis.getRecords(r -> r.shardIterator(iterator))));
        clock.advance(Duration.ofSeconds(2));
        kinesis.getRecords(r -> r.shardIterator(iterator));
    }

    private List<Boolean> outcomes() {
        return IntStream.range(0, 20)
                .mapToObj(i -> {
                    try {
                        listShards();
                        return true;
                    } catch (KinesisException e) {
                        return false;
                    }
                })
                .toList();
    }

    private void listShards() {
        kinesis.listShards(r -> r.streamName("orders"));
    }

    private void putOne() {
        kinesis.putRecord(r -> r.streamName("orders").partitionKey("k").data(SdkBytes.fromByteArray(new byte[1])));
    }

    private String iterator() {
        return kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private static List<PutRecordsRequestEntry> entries(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + i)
                        .data(SdkBytes.fromByteArray(new byte[bytes]))
                        .build())
                .toList();
    }
}
