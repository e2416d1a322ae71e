// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.checkpoint.ShardPosition.AfterSequenceNumber;
import io.kinesisroutes.checkpoint.ShardPosition.WithinAggregate;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * A record and where it was found.
 *
 * @param shardId the shard that it was read from
 * @param record as AWS gave it; the partition key may be {@code null} on a stream that distributes records by itself
 * @param subSequenceNumber its place among the records that a producer library put into one, from 0; {@link #WHOLE} if it
 *     is a record by itself
 * @param isLastInRecord whether nothing comes after it in the record that it was taken out of
 * @param millisBehindLatest how far the page that held it was from the tip of the shard
 */
public record SourceRecord(
        String shardId, Record record, long subSequenceNumber, boolean isLastInRecord, long millisBehindLatest) {

    /** The sub-sequence number of a record that was not taken out of another. */
    public static final long WHOLE = -1;

    /** Where the shard is once this record, and all before it, is done. */
    public ShardPosition position() {
        return isLastInRecord
                ? new AfterSequenceNumber(record.sequenceNumber())
                : new WithinAggregate(record.sequenceNumber(), subSequenceNumber);
    }
}
