// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.checkpoint.ShardPosition.WithinAggregate;
import io.kinesisroutes.shard.Aggregate.Part;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Takes apart the records into which the Kinesis Producer Library packs several of its user. All of them are delivered,
 * also those whose partition key belongs to another shard since a reshard: whether their producer wrote them there again
 * is not known here.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">The format</a>
 */
public final class Deaggregator {

    private static final Logger LOG = LoggerFactory.getLogger(Deaggregator.class);

    /** Whether a record may hold several. */
    public static boolean isAggregate(Record record) {
        return Aggregate.isLikely(record.data().asByteArrayUnsafe());
    }

    /** Whether these bytes, from the buffer's position on, may be a record that holds several. */
    public static boolean isAggregate(ByteBuffer data) {
        return Aggregate.isLikely(data);
    }

    /**
     * The records in a record: itself, unless it is an aggregate.
     *
     * @param shardId of both
     * @param record as AWS gave it
     * @param resumed where the shard was when the reading began; what of this record was done then is left out
     * @param millisBehindLatest of the page that held it
     */
    public List<SourceRecord> unpack(String shardId, Record record, ShardPosition resumed, long millisBehindLatest) {
        if (!isAggregate(record)) {
            return List.of(whole(shardId, record, millisBehindLatest));
        }
        List<Part> parts = parts(record);
        if (parts.isEmpty()) {
            return List.of(whole(shardId, record, millisBehindLatest));
        }
        long done = resumed instanceof WithinAggregate within
                        && within.sequenceNumber().equals(record.sequenceNumber())
                ? within.subSequenceNumber()
                : -1;
        return IntStream.range(0, parts.size())
                .filter(i -> i > done)
                .mapToObj(i -> part(shardId, record, i, parts, millisBehindLatest))
                .toList();
    }

    /** What only looks like an aggregate goes on as it is. */
    private static List<Part> parts(Record record) {
        Optional<Aggregate> aggregate = Aggregate.read(record.data().asByteArrayUnsafe());
        if (aggregate.isEmpty()) {
            LOG.warn("Record {} looks like an aggregate and cannot be taken apart", record.sequenceNumber());
        }
        return aggregate.map(Aggregate::parts).orElse(List.of());
    }

    /** A record that holds no others. */
    public static SourceRecord whole(String shardId, Record record, long millisBehindLatest) {
        return new SourceRecord(shardId, record, SourceRecord.WHOLE, true, millisBehindLatest);
    }

    private static SourceRecord part(
            String shardId, Record record, int index, List<Part> parts, long millisBehindLatest) {
        Part part = parts.get(index);
        Record own = record.toBuilder()
                .partitionKey(part.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(part.data()))
                .build();
        return new SourceRecord(shardId, own, index, index == parts.size() - 1, millisBehindLatest);
    }
}
