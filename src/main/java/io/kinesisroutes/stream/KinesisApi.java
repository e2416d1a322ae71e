// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * What we ask of one stream. Every method blocks until AWS has answered, throws {@link KinesisFailure} and nothing else,
 * and may be called from any thread.
 */
public interface KinesisApi {

    /** What AWS says of the stream as a whole. */
    StreamDescriptionSummary summary();

    /** All shards that still hold records, closed ones included, from all pages of ListShards. */
    List<Shard> listShards();

    /** Those shards that a filter names, from all pages of ListShards. */
    List<Shard> listShards(ShardFilter filter);

    /** A fresh iterator. */
    IssuedIterator shardIterator(String shardId, StartingPosition position);

    /**
     * The next page of a shard.
     *
     * @param limit 1 to {@link KinesisLimits#RECORDS_PER_READ}
     * @return with no next iterator if the shard is closed and this was its last page
     */
    GetRecordsResponse records(String iterator, int limit);

    /**
     * Writes records; the answer holds a result for each entry, in the order of the request, and may hold failures.
     *
     * @param entries 1 to {@link KinesisLimits#RECORDS_PER_WRITE}, together {@link KinesisLimits#BYTES_PER_WRITE} at most
     * @param longest how long the call may take, with the SDK's own repetitions; then it counts as unanswered
     */
    PutRecordsResponse putRecords(List<PutRecordsRequestEntry> entries, Duration longest);
}
