// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream of its own on kinesis-mock, as its owner sees it: gone when it is closed. */
final class MockStream implements AutoCloseable {

    private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);

    private final String name = "stream-" + UUID.randomUUID();
    private final KinesisClient client;

    MockStream(KinesisMock mock, int shards) {
        client = KinesisClient.builder()
                .endpointOverride(mock.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(KinesisMock.CREDENTIALS))
                .build();
        client.createStream(request -> request.streamName(name).shardCount(shards));
        awaitActive();
    }

    String name() {
        return name;
    }

    /** The stream as our code calls it. */
    KinesisApi api() {
        return SdkKinesisApi.of(StreamRef.of(name, new Problems()).orElseThrow(), client, "the owner of the stream");
    }

    /** Puts texts in one request; the key of each is what stands before its colon. */
    void put(List<String> texts) {
        List<PutRecordsRequestEntry> entries = texts.stream()
                .map(text -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + text.substring(0, text.indexOf(':')))
                        .data(SdkBytes.fromUtf8String(text))
                        .build())
                .toList();
        client.putRecords(request -> request.streamName(name).records(entries));
    }

    /** Puts a text into each of so many equal parts of the hash keys. */
    void putEverywhere(int parts, String text) {
        List<PutRecordsRequestEntry> entries = IntStream.range(0, parts)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey(text)
                        .explicitHashKey(middle(
                                HASH_KEYS.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)),
                                HASH_KEYS.multiply(BigInteger.valueOf(i + 1L)).divide(BigInteger.valueOf(parts))))
                        .data(SdkBytes.fromUtf8String(text))
                        .build())
                .toList();
        client.putRecords(request -> request.streamName(name).records(entries));
    }

    /** The open shards, in the order of their hash keys. */
    List<Shard> open() {
        return client.listShards(request -> request.streamName(name)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted((one, other) -> new BigInteger(one.hashKeyRange().startingHashKey())
                        .compareTo(new BigInteger(other.hashKeyRange().startingHashKey())))
                .toList();
    }

    void splitFirst() {
        Shard first = open().get(0);
        client.splitShard(request -> request.streamName(name)
                .shardToSplit(first.shardId())
                .newStartingHashKey(middle(
                        new BigInteger(first.hashKeyRange().startingHashKey()),
                        new BigInteger(first.hashKeyRange().endingHashKey()))));
        awaitActive();
    }

    void mergeLastTwo() {
        List<Shard> open = open();
        client.mergeShards(request -> request.streamName(name)
                .shardToMerge(open.get(open.size() - 2).shardId())
                .adjacentShardToMerge(open.get(open.size() - 1).shardId()));
        awaitActive();
    }

    /** An iterator at the beginning of the first shard. */
    String iterator() {
        return client.getShardIterator(request -> request.streamName(name)
                        .shardId(open().get(0).shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    void read(String iterator) {
        client.getRecords(request -> request.shardIterator(iterator));
    }

    private static String middle(BigInteger from, BigInteger to) {
        return from.add(to).shiftRight(1).toString();
    }

    private void awaitActive() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> client.describeStreamSummary(
                        request -> request.streamName(name))
                .streamDescriptionSummary()
                .streamStatus()
                .equals(StreamStatus.ACTIVE));
    }

    @Override
    public void close() {
        client.deleteStream(request -> request.streamName(name).enforceConsumerDeletion(true));
        client.close();
    }
}
