// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class LocalAwsKinesisTest {
    private static final String REGION = "eu-west-1";
    private static final String SHARD_0 = "shardId-000000000000";
    private final TestAws aws = new TestAws();
    private final LocalAccount account = aws.server().account("111122223333");
    private final KinesisClient kinesis = aws.kinesis(account.user("admin"), REGION);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void createStream_twice_secondIsResourceInUse() {
        kinesis.createStream(r -> r.streamName("orders").shardCount(2));

        var summary = kinesis.describeStreamSummary(r -> r.streamName("orders")).streamDescriptionSummary();
        assertEquals(StreamStatus.ACTIVE, summary.streamStatus());
        assertEquals(2, summary.openShardCount());
        assertEquals("arn:aws:kinesis:eu-west-1:111122223333:stream/orders", summary.streamARN());
        assertEquals(1024, summary.maxRecordSizeInKiB());
        assertEquals(
                2,
                kinesis.describeStream(r -> r.streamName("orders"))
                        .streamDescription()
                        .shards()
                        .size());
        assertEquals(List.of("orders"), kinesis.listStreams().streamNames());
        assertThrows(
                ResourceInUseException.class,
                () -> kinesis.createStream(r -> r.streamName("orders").shardCount(1)));
    }

    @Test
    void putRecord_thenGetRecords_returnsWhatWasPut() {
        LocalStream stream = account.createStream(REGION, "orders", 1);

        PutRecordResponse put = kinesis.putRecord(
                r -> r.streamARN(stream.arn()).partitionKey("käse").data(SdkBytes.fromUtf8String("{\"a\":1}")));

        GetRecordsResponse page = read(kinesis, "orders", ShardIteratorType.TRIM_HORIZON);
        Record record = page.records().get(0);
        assertEquals(put.sequenceNumber(), record.sequenceNumber());
        assertEquals("käse", record.partitionKey());
        assertEquals("{\"a\":1}", record.data().asUtf8String());
        assertEquals(stream.records().get(0).arrival(), record.approximateArrivalTimestamp());
        assertEquals(0, page.millisBehindLatest());
        assertNotNull(page.nextShardIterator());
    }

    @Test
    void putRecords_byAsyncClientOverHttp2_keepsOrderAndKeys() {
        LocalStream stream = account.createStream(REGION, "orders", 4);
        try (KinesisAsyncClient async = aws.kinesisAsync(account.user("async"), REGION)) {
            PutRecordsResponse answer = async.putRecords(
                            r -> r.streamName("orders").records(entries(500)))
                    .join();

            assertEquals(0, answer.failedRecordCount());
            assertEquals(500, answer.records().size());
        }
        assertEquals(500, stream.records().size());
        Map<String, List<LocalRecord>> byShard =
                stream.records().stream().collect(Collectors.groupingBy(LocalRecord::shardId));
        assertEquals(4, byShard.size());
        byShard.values().forEach(LocalAwsKinesisTest::assertIncreasing);
    }

    @Test
    void getRecords_withLimit_pagesWithoutGapsAndSaysHowFarBehind() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        IntStream.range(0, 25).forEach(i -> stream.put("k", new byte[] {(byte) i}));

        List<Integer> seen = new ArrayList<>();
        String iterator = iterator(kinesis, "orders", ShardIteratorType.TRIM_HORIZON);
        for (int page = 0; page < 3; page++) {
            String from = iterator;
            GetRecordsResponse answer =
                    kinesis.getRecords(r -> r.shardIterator(from).limit(10));
            answer.records().forEach(record -> seen.add((int) record.data().asByteArray()[0]));
            assertEquals(page == 2, answer.millisBehindLatest() == 0);
            iterator = answer.nextShardIterator();
        }
        assertEquals(IntStream.range(0, 25).boxed().toList(), seen);
    }

    @Test
    void getRecords_pageOfMoreThan10MiB_isCutThere() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        IntStream.range(0, 12).forEach(i -> stream.put("k", new byte[1024 * 1024 - 1]));

        assertEquals(
                10,
                read(kinesis, "orders", ShardIteratorType.TRIM_HORIZON)
                        .records()
                        .size());
    }

    @Test
    void getShardIterator_allTypes_startWhereTheySay() {
        LocalStream stream = account.createStream(REGION, "orders", 2);
        LocalRecord first = stream.put("a", "0", new byte[] {1});
        stream.put("a", "0", new byte[] {2});

        var at = iterator(first, ShardIteratorType.AT_SEQUENCE_NUMBER);
        var after = iterator(first, ShardIteratorType.AFTER_SEQUENCE_NUMBER);
        assertEquals(2, kinesis.getRecords(r -> r.shardIterator(at)).records().size());
        assertEquals(
                1, kinesis.getRecords(r -> r.shardIterator(after)).records().size());
        assertEquals(
                0, read(kinesis, "orders", ShardIteratorType.LATEST).records().size());
        String atTime = kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId(SHARD_0)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(first.arrival()))
                .shardIterator();
        assertEquals(
                2, kinesis.getRecords(r -> r.shardIterator(atTime)).records().size());
    }

    @Test
    void getShardIterator_numberOfAnotherShard_isInvalidArgument() {
        LocalStream stream = account.createStream(REGION, "orders", 2);
        LocalRecord other =
                stream.put("a", HashRange.KEYS.subtract(BigInteger.ONE).toString(), new byte[1]);

        InvalidArgumentException error = assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId(SHARD_0)
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(other.sequenceNumber())));

        assertEquals(
                "Invalid StartingSequenceNumber. It encodes shardId-000000000001, while it was used in a call to a"
                        + " shard with shardId-000000000000",
                error.awsErrorDetails().errorMessage());
    }

    @Test
    void stream_ofAnotherRegion_isNotFound() {
        account.createStream(REGION, "orders", 1);
        KinesisClient elsewhere = aws.kinesis(account.user("traveller"), "us-east-1");

        ResourceNotFoundException error =
                assertThrows(ResourceNotFoundException.class, () -> elsewhere.listShards(r -> r.streamName("orders")));
        assertEquals(
                "Stream orders under account 111122223333 not found.",
                error.awsErrorDetails().errorMessage());
    }

    @Test
    void putRecords_oneEntryWithoutShape_failsTheWholeCall() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        List<PutRecordsRequestEntry> entries = new ArrayList<>(entries(2));
        entries.add(PutRecordsRequestEntry.builder()
                .partitionKey("k".repeat(257))
                .data(SdkBytes.fromByteArray(new byte[1]))
                .build());

        KinesisException error = assertThrows(
                KinesisException.class,
                () -> kinesis.putRecords(r -> r.streamName("orders").records(entries)));

        assertEquals("ValidationException", error.awsErrorDetails().errorCode());
        assertTrue(error.getMessage().contains("'records.3.member.partitionKey'"), error.getMessage());
        assertEquals(0, stream.recordCount());
    }

    @Test
    void putRecords_moreThan500_isValidationException() {
        account.createStream(REGION, "orders", 1);

        KinesisException error = assertThrows(
                KinesisException.class,
                () -> kinesis.putRecords(r -> r.streamName("orders").records(entries(501))));
        assertTrue(error.getMessage().contains("less than or equal to 500"), error.getMessage());
    }

    @Test
    void putRecord_largerThanTheStreamAllows_isRefusedUntilItAllowsMore() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        SdkBytes data = SdkBytes.fromByteArray(new byte[1024 * 1024]);

        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.putRecord(
                        r -> r.streamName("orders").partitionKey("k").data(data)));
        kinesis.updateMaxRecordSize(r -> r.streamARN(stream.arn()).maxRecordSizeInKiB(2048));
        kinesis.putRecord(r -> r.streamName("orders").partitionKey("k").data(data));
        assertEquals(1, stream.recordCount());
    }

    @Test
    void putRecord_explicitHashKeyOutOfRange_isInvalidArgument() {
        account.createStream(REGION, "orders", 1);

        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.putRecord(r -> r.streamName("orders")
                        .partitionKey("k")
                        .explicitHashKey(HashRange.KEYS.toString())
                        .data(SdkBytes.fromByteArray(new byte[1]))));
    }

    private String iterator(LocalRecord record, ShardIteratorType type) {
        return kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId(record.shardId())
                        .shardIteratorType(type)
                        .startingSequenceNumber(record.sequenceNumber()))
                .shardIterator();
    }

    private static GetRecordsResponse read(KinesisClient client, String stream, ShardIteratorType type) {
        String iterator = iterator(client, stream, type);
        return client.getRecords(r -> r.shardIterator(iterator));
    }

    private static String iterator(KinesisClient client, String stream, ShardIteratorType type) {
        return client.getShardIterator(
                        r -> r.streamName(stream).shardId(SHARD_0).shardIteratorType(type))
                .shardIterator();
    }

    private static List<PutRecordsRequestEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + i)
                        .data(SdkBytes.fromUtf8String("data-" + i))
                        .build())
                .toList();
    }

    private static void assertIncreasing(List<LocalRecord> records) {
        for (int i = 1; i < records.size(); i++) {
            var previous = new BigInteger(records.get(i - 1).sequenceNumber());
            assertTrue(previous.compareTo(new BigInteger(records.get(i).sequenceNumber())) < 0);
        }
    }
}
