// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** A stream whose answers are laid out beforehand; what was asked of it can be read afterwards. Not thread-safe. */
public final class FakeKinesis implements KinesisApi {

    /** The positions of all iterators that were asked for, in order. */
    public final List<StartingPosition> iteratorsAsked = new ArrayList<>();

    /** The entries of all writes, in order. */
    public final List<List<PutRecordsRequestEntry>> writes = new ArrayList<>();

    /** How long each write might have taken, in order. */
    public final List<Duration> longestWrites = new ArrayList<>();

    private final Deque<Supplier<GetRecordsResponse>> reads = new ArrayDeque<>();
    private final Deque<Supplier<PutRecordsResponse>> writeAnswers = new ArrayDeque<>();
    private Supplier<List<Shard>> shards = List::of;
    private Supplier<StreamDescriptionSummary> summary =
            () -> StreamDescriptionSummary.builder().build();

    public FakeKinesis shards(List<Shard> listed) {
        shards = () -> listed;
        return this;
    }

    /** What every question for the shards is answered with, or what it throws. */
    public FakeKinesis shardsFrom(Supplier<List<Shard>> answer) {
        shards = answer;
        return this;
    }

    /** What every question for the stream as a whole is answered with, or what it throws. */
    public FakeKinesis summaryFrom(Supplier<StreamDescriptionSummary> answer) {
        summary = answer;
        return this;
    }

    /** The next read's answer, or what it throws. */
    public FakeKinesis read(Supplier<GetRecordsResponse> answer) {
        reads.add(answer);
        return this;
    }

    /** The next write's answer, or what it throws. */
    public FakeKinesis write(Supplier<PutRecordsResponse> answer) {
        writeAnswers.add(answer);
        return this;
    }

    /** A page of records with these sequence numbers; {@code next} is {@code null} at the end of a closed shard. */
    public static GetRecordsResponse page(String next, int... sequenceNumbers) {
        List<Record> records = IntStream.of(sequenceNumbers)
                .mapToObj(number -> Record.builder()
                        .sequenceNumber(String.valueOf(number))
                        .data(SdkBytes.fromUtf8String("{}"))
                        .build())
                .toList();
        return GetRecordsResponse.builder()
                .records(records)
                .nextShardIterator(next)
                .millisBehindLatest(0L)
                .build();
    }

    public static KinesisFailure throttled() {
        return new KinesisFailure.Throttled("throttled by the test", null);
    }

    public static KinesisFailure expiredIterator() {
        return new KinesisFailure.ExpiredIterator("expired by the test", null);
    }

    public static KinesisFailure rejected() {
        return new KinesisFailure.Rejected("rejected by the test", null);
    }

    public static KinesisFailure refused() {
        return new KinesisFailure.Refused("refused by the test", null);
    }

    @Override
    public StreamDescriptionSummary summary() {
        return summary.get();
    }

    @Override
    public List<Shard> listShards() {
        return shards.get();
    }

    @Override
    public List<Shard> listShards(ShardFilter filter) {
        return shards.get();
    }

    @Override
    public IssuedIterator shardIterator(String shardId, StartingPosition position) {
        iteratorsAsked.add(position);
        return new IssuedIterator("iterator-" + iteratorsAsked.size(), Instant.EPOCH);
    }

    @Override
    public GetRecordsResponse records(String iterator, int limit) {
        return reads.remove().get();
    }

    @Override
    public PutRecordsResponse putRecords(List<PutRecordsRequestEntry> entries, Duration longest) {
        longestWrites.add(longest);
        writes.add(entries);
        return writeAnswers.remove().get();
    }
}
