// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * A record and where it was found.
 *
 * @param shardId the shard that it was read from
 * @param record as AWS gave it; the partition key may be {@code null} on a stream that distributes records by itself
 * @param subSequenceNumber its place among the records that a producer library put into one, from 0; {@link #WHOLE} if it
 *     is a record by itself
 * @param position of the shard once this record, and all before it, is done
 * @param millisBehindLatest how far the page that held it was from the tip of the shard
 */
public record SourceRecord(
        String shardId, Record record, long subSequenceNumber, ShardPosition position, long millisBehindLatest) {

    /** The sub-sequence number of a record that was not taken out of another. */
    public static final long WHOLE = -1;
}
