// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisServiceClientConfiguration;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * A stream in this JVM with one record a shard, for more shards than two cores could serve over HTTP. It takes its time to
 * answer a read, so that reading costs little. Thread-safe.
 */
final class QuietStream implements KinesisAsyncClient {
    private static final long READ_MILLIS = 1000;
    private static final BigInteger HASH_KEYS = BigInteger.ONE.shiftLeft(128);
    private static final String FIRST = "first/";
    private static final String LATER = "later/";

    private final String name;
    private final List<Shard> shards;
    private final Executor slowly = CompletableFuture.delayedExecutor(READ_MILLIS, TimeUnit.MILLISECONDS);

    QuietStream(String name, int shards) {
        this.name = name;
        this.shards = IntStream.range(0, shards).mapToObj(i -> shard(i, shards)).toList();
    }

    private static Shard shard(int number, int of) {
        return Shard.builder()
                .shardId(String.format(Locale.ROOT, "shardId-%012d", number))
                .hashKeyRange(range -> range.startingHashKey(border(number, of).toString())
                        .endingHashKey(
                                border(number + 1, of).subtract(BigInteger.ONE).toString()))
                .sequenceNumberRange(range -> range.startingSequenceNumber("1"))
                .build();
    }

    private static BigInteger border(int number, int of) {
        return HASH_KEYS.multiply(BigInteger.valueOf(number)).divide(BigInteger.valueOf(of));
    }

    @Override
    public CompletableFuture<DescribeStreamSummaryResponse> describeStreamSummary(DescribeStreamSummaryRequest ask) {
        return CompletableFuture.completedFuture(DescribeStreamSummaryResponse.builder()
                .streamDescriptionSummary(summary -> summary.streamName(name)
                        .streamARN("arn:aws:kinesis:eu-west-1:111122223333:stream/" + name)
                        .streamCreationTimestamp(Instant.EPOCH))
                .build());
    }

    @Override
    public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest ask) {
        return CompletableFuture.completedFuture(
                ListShardsResponse.builder().shards(shards).build());
    }

    @Override
    public CompletableFuture<GetShardIteratorResponse> getShardIterator(GetShardIteratorRequest ask) {
        boolean first = ask.shardIteratorType() == ShardIteratorType.TRIM_HORIZON;
        return CompletableFuture.completedFuture(GetShardIteratorResponse.builder()
                .shardIterator((first ? FIRST : LATER) + ask.shardId())
                .build());
    }

    @Override
    public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest ask) {
        return CompletableFuture.supplyAsync(() -> page(ask.shardIterator()), slowly);
    }

    private static GetRecordsResponse page(String iterator) {
        return GetRecordsResponse.builder()
                .records(iterator.startsWith(FIRST) ? List.of(record()) : List.of())
                .nextShardIterator(LATER + iterator.substring(FIRST.length()))
                .millisBehindLatest(0L)
                .build();
    }

    private static Record record() {
        return Record.builder()
                .sequenceNumber("1")
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.now())
                .data(SdkBytes.fromByteArray(Workload.data(1)))
                .build();
    }

    @Override
    public KinesisServiceClientConfiguration serviceClientConfiguration() {
        return KinesisServiceClientConfiguration.builder()
                .region(Region.EU_WEST_1)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
