// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.KinesisLimits;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * What our code counts on when it calls Kinesis. The same tests run on LocalAws and on what other people wrote, so that
 * LocalAws cannot drift into a world of its own.
 */
public abstract class KinesisContract {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String stream = "contract-" + UUID.randomUUID();
    private KinesisClient client;
    private KinesisApi api;

    /** Where Kinesis is. */
    protected abstract URI endpoint();

    /** Who calls it. */
    protected abstract AwsCredentialsProvider credentials();

    /** Lets time pass in a moment, where a test has a hand on the clock. */
    protected void putForward(Duration duration) {
        Assumptions.abort("nobody can put the clock of " + endpoint() + " forward by " + duration);
    }

    /** An iterator that Kinesis never gave is nobody's passing trouble: asking again would not help. */
    protected void assertIteratorRejected(RuntimeException e) {
        KinesisFailure failure = assertInstanceOf(KinesisFailure.class, e);
        assertFalse(failure.isRetryable(), failure.toString());
    }

    @BeforeEach
    void createStream() {
        client = KinesisClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials())
                .build();
        client.createStream(request -> request.streamName(stream).shardCount(2));
        awaitActive();
        api = SdkKinesisApi.of(StreamRef.of(stream, new Problems()).orElseThrow(), client, "the contract test");
    }

    @AfterEach
    void deleteStream() {
        client.deleteStream(request -> request.streamName(stream));
        client.close();
    }

    private void awaitActive() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> client.describeStreamSummary(
                        request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamStatus()
                .equals(StreamStatus.ACTIVE));
    }

    private static PutRecordsRequestEntry entry(int i) {
        return PutRecordsRequestEntry.builder()
                .partitionKey("key-" + i)
                .data(SdkBytes.fromUtf8String("{\"n\":" + i + "}"))
                .build();
    }

    private List<String> readAll(String shardId, StartingPosition from) {
        List<String> found = new ArrayList<>();
        String iterator = api.shardIterator(shardId, from).value();
        for (int page = 0; iterator != null && page < 20; page++) {
            GetRecordsResponse answer = api.records(iterator, 100);
            answer.records().forEach(record -> found.add(record.data().asUtf8String()));
            iterator = answer.nextShardIterator();
            if (answer.records().isEmpty() && answer.millisBehindLatest() == 0 && iterator != null) {
                break;
            }
        }
        return found;
    }

    private static StartingPosition from(ShardIteratorType type, String sequenceNumber) {
        return StartingPosition.builder()
                .type(type)
                .sequenceNumber(sequenceNumber)
                .build();
    }

    private static StartingPosition horizon() {
        return from(ShardIteratorType.TRIM_HORIZON, null);
    }

    @Test
    void putRecords_manyKeys_answersInOrderAndEveryRecordIsRead() {
        List<PutRecordsRequestEntry> entries =
                IntStream.range(0, 50).mapToObj(KinesisContract::entry).toList();

        PutRecordsResponse answer = api.putRecords(entries, LONGEST);

        assertEquals(0, answer.failedRecordCount());
        assertEquals(50, answer.records().size());
        List<String> read = new ArrayList<>();
        for (Shard shard : api.listShards()) {
            List<String> expected = IntStream.range(0, 50)
                    .filter(i -> answer.records().get(i).shardId().equals(shard.shardId()))
                    .mapToObj(i -> "{\"n\":" + i + "}")
                    .toList();
            assertEquals(expected, readAll(shard.shardId(), horizon()));
            read.addAll(expected);
        }
        assertEquals(50, read.size());
    }

    @Test
    void shardIterator_atAndAfterASequenceNumber_startsThere() {
        List<PutRecordsResultEntry> stored = IntStream.range(0, 3)
                .mapToObj(i -> api.putRecords(
                                List.of(PutRecordsRequestEntry.builder()
                                        .partitionKey("same")
                                        .data(SdkBytes.fromUtf8String(String.valueOf(i)))
                                        .build()),
                                LONGEST)
                        .records()
                        .get(0))
                .toList();
        String shard = stored.get(0).shardId();
        String second = stored.get(1).sequenceNumber();

        assertEquals(List.of("1", "2"), readAll(shard, from(ShardIteratorType.AT_SEQUENCE_NUMBER, second)));
        assertEquals(List.of("2"), readAll(shard, from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)));
        assertEquals(List.of(), readAll(shard, from(ShardIteratorType.LATEST, null)));
    }

    @Test
    void split_parentEndsWithoutANextIteratorAndItsChildrenAreListed() {
        api.putRecords(IntStream.range(0, 20).mapToObj(KinesisContract::entry).toList(), LONGEST);
        Shard parent = api.listShards().get(0);
        String middle = new BigInteger(parent.hashKeyRange().startingHashKey())
                .add(new BigInteger(parent.hashKeyRange().endingHashKey()))
                .shiftRight(1)
                .toString();

        client.splitShard(request ->
                request.streamName(stream).shardToSplit(parent.shardId()).newStartingHashKey(middle));
        awaitActive();

        List<Shard> listed = api.listShards();
        assertEquals(4, listed.size());
        assertEquals(
                2,
                listed.stream()
                        .filter(shard -> parent.shardId().equals(shard.parentShardId()))
                        .count());
        Shard closed = listed.stream()
                .filter(shard -> shard.shardId().equals(parent.shardId()))
                .findFirst()
                .orElseThrow();
        assertNotNull(closed.sequenceNumberRange().endingSequenceNumber());
        String iterator = api.shardIterator(parent.shardId(), horizon()).value();
        for (int page = 0; iterator != null && page < 10; page++) {
            iterator = api.records(iterator, 100).nextShardIterator();
        }
        assertNull(iterator, "a closed shard ends");
    }

    @Test
    void call_streamThatDoesNotExist_isMissing() {
        KinesisApi nowhere = SdkKinesisApi.of(
                StreamRef.of("nowhere-" + UUID.randomUUID(), new Problems()).orElseThrow(),
                client,
                "the contract test");

        assertThrows(KinesisFailure.NotFound.class, nowhere::listShards);
        assertThrows(KinesisFailure.NotFound.class, () -> nowhere.putRecords(List.of(entry(0)), LONGEST));
    }

    @Test
    void records_iteratorThatIsNone_isRejected() {
        assertIteratorRejected(assertThrows(RuntimeException.class, () -> api.records("nonsense", 1)));
    }

    @Test
    void records_iteratorPastItsLifetime_isExpiredAndAnotherGoesOn() {
        PutRecordsResultEntry stored =
                api.putRecords(List.of(entry(0)), LONGEST).records().get(0);
        String iterator = api.shardIterator(stored.shardId(), horizon()).value();

        putForward(KinesisLimits.ITERATOR_LIFETIME.plusSeconds(1));

        assertThrows(KinesisFailure.ExpiredIterator.class, () -> api.records(iterator, 1));
        assertEquals(
                List.of("{\"n\":0}"),
                readAll(stored.shardId(), from(ShardIteratorType.AT_SEQUENCE_NUMBER, stored.sequenceNumber())));
    }

    @Test
    void records_sameIteratorAgain_answersTheSameRecords() {
        PutRecordsResultEntry stored =
                api.putRecords(List.of(entry(0)), LONGEST).records().get(0);
        String iterator = api.shardIterator(stored.shardId(), horizon()).value();

        assertEquals(
                api.records(iterator, 1).records(), api.records(iterator, 1).records());
    }

    @Test
    void shardIterator_latest_isPinnedWhenItIsMade() {
        Shard shard = api.listShards().get(0);
        String iterator = api.shardIterator(shard.shardId(), from(ShardIteratorType.LATEST, null))
                .value();

        PutRecordsRequestEntry late = entry(0).toBuilder()
                .explicitHashKey(shard.hashKeyRange().startingHashKey())
                .build();
        api.putRecords(List.of(late), LONGEST);

        assertEquals(1, api.records(iterator, 10).records().size());
    }

    @Test
    void merge_childNamesBothParentsAndBothEnd() {
        List<Shard> parents = api.listShards();

        client.mergeShards(request -> request.streamName(stream)
                .shardToMerge(parents.get(0).shardId())
                .adjacentShardToMerge(parents.get(1).shardId()));
        awaitActive();

        Shard child = api.listShards().get(2);
        assertEquals(
                Set.of(parents.get(0).shardId(), parents.get(1).shardId()),
                Set.of(child.parentShardId(), child.adjacentParentShardId()));
        for (Shard parent : parents) {
            assertNull(
                    api.records(api.shardIterator(parent.shardId(), horizon()).value(), 1)
                            .nextShardIterator(),
                    "an empty closed shard ends");
        }
    }
}
