// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/** {@link KinesisApi} on the AWS SDK. Does not close the client. Thread-safe. */
public final class SdkKinesisApi implements KinesisApi {

    private final StreamRef stream;
    private final String nameUnlessArn;
    private final Calls calls;
    private final String where;

    private SdkKinesisApi(StreamRef stream, Calls calls, String identity) {
        this.stream = stream;
        this.nameUnlessArn = stream.arn() == null ? stream.name() : null;
        this.calls = calls;
        this.where = " on stream " + stream + " as " + identity;
    }

    /** What we use of a client. */
    private record Calls(
            Function<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse> summary,
            Function<ListShardsRequest, ListShardsResponse> listShards,
            Function<GetShardIteratorRequest, GetShardIteratorResponse> shardIterator,
            Function<GetRecordsRequest, GetRecordsResponse> records,
            Function<PutRecordsRequest, PutRecordsResponse> putRecords) {}

    /**
     * Calls through a blocking client.
     *
     * @param stream the stream that every call is about
     * @param client calls as the one identity that may reach it
     * @param identity who that is, and in which region, for messages
     */
    public static SdkKinesisApi of(StreamRef stream, KinesisClient client, String identity) {
        Calls calls = new Calls(
                client::describeStreamSummary,
                client::listShards,
                client::getShardIterator,
                client::getRecords,
                client::putRecords);
        return new SdkKinesisApi(stream, calls, identity);
    }

    /** Calls through an asynchronous client and waits for its answers; parameters as for the other. */
    public static SdkKinesisApi of(StreamRef stream, KinesisAsyncClient client, String identity) {
        Calls calls = new Calls(
                waiting(client::describeStreamSummary),
                waiting(client::listShards),
                waiting(client::getShardIterator),
                waiting(client::getRecords),
                waiting(client::putRecords));
        return new SdkKinesisApi(stream, calls, identity);
    }

    private static <Q, A> Function<Q, A> waiting(Function<Q, CompletableFuture<A>> call) {
        return request -> CompletableFutureUtils.joinLikeSync(call.apply(request));
    }

    @Override
    public StreamDescriptionSummary summary() {
        DescribeStreamSummaryRequest request = DescribeStreamSummaryRequest.builder()
                .streamName(nameUnlessArn)
                .streamARN(stream.arn())
                .build();
        return call("DescribeStreamSummary", () -> calls.summary().apply(request))
                .streamDescriptionSummary();
    }

    @Override
    public List<Shard> listShards() {
        return listShards(null);
    }

    @Override
    public List<Shard> listShards(ShardFilter filter) {
        List<Shard> shards = new ArrayList<>();
        ListShardsRequest first = ListShardsRequest.builder()
                .streamName(nameUnlessArn)
                .streamARN(stream.arn())
                .maxResults(KinesisLimits.SHARDS_PER_PAGE)
                .shardFilter(filter)
                .build();
        String token = addPage(first, shards);
        while (token != null) {
            // AWS takes the token alone: it already names the stream.
            token = addPage(ListShardsRequest.builder().nextToken(token).build(), shards);
        }
        return shards;
    }

    private String addPage(ListShardsRequest request, List<Shard> shards) {
        ListShardsResponse page = call("ListShards", () -> calls.listShards().apply(request));
        shards.addAll(page.shards());
        return page.nextToken();
    }

    @Override
    public IssuedIterator shardIterator(String shardId, StartingPosition position) {
        GetShardIteratorRequest request = GetShardIteratorRequest.builder()
                .streamName(nameUnlessArn)
                .streamARN(stream.arn())
                .shardId(shardId)
                .shardIteratorType(position.typeAsString())
                .startingSequenceNumber(position.sequenceNumber())
                .timestamp(position.timestamp())
                .build();
        Instant before = Instant.now();
        GetShardIteratorResponse answer =
                call("GetShardIterator", () -> calls.shardIterator().apply(request));
        return new IssuedIterator(answer.shardIterator(), timeAtAws(answer).orElse(before));
    }

    @Override
    public GetRecordsResponse records(String iterator, int limit) {
        GetRecordsRequest request = GetRecordsRequest.builder()
                .streamARN(stream.arn())
                .shardIterator(iterator)
                .limit(limit)
                .build();
        return call("GetRecords", () -> calls.records().apply(request));
    }

    @Override
    public PutRecordsResponse putRecords(List<PutRecordsRequestEntry> entries, Duration longest) {
        PutRecordsRequest request = PutRecordsRequest.builder()
                .streamName(nameUnlessArn)
                .streamARN(stream.arn())
                .records(entries)
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(longest))
                .build();
        return call("PutRecords", () -> calls.putRecords().apply(request));
    }

    private static Optional<Instant> timeAtAws(SdkResponse answer) {
        try {
            return Optional.ofNullable(answer.sdkHttpResponse())
                    .flatMap(http -> http.firstMatchingHeader("Date"))
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private <T> T call(String operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw FailureClassifier.classify("kinesis:" + operation + where, e);
        }
    }
}
