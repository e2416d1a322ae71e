// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.Deaggregator;
import io.kinesisroutes.shard.SourceRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Takes aggregates apart for the library, which by itself drops the parts whose key belongs to another shard since a
 * reshard, and fails in a class of its own where the application has another version of Protocol Buffers. Thread-safe.
 */
final class EveryPart extends AggregatorUtil {

    private final Deaggregator deaggregator = new Deaggregator();

    /** @return a list that the library may change: it takes out what is done */
    @Override
    public List<KinesisClientRecord> deaggregate(
            List<KinesisClientRecord> records, BigInteger startingHashKey, BigInteger endingHashKey) {
        try {
            return everyPart(records);
        } catch (RuntimeException e) {
            // After an exception the library goes on with the next page; an error ends it, and it is made again.
            throw new AssertionError("A record could not be taken apart", e);
        }
    }

    private List<KinesisClientRecord> everyPart(List<KinesisClientRecord> records) {
        List<KinesisClientRecord> parts = new ArrayList<>(records.size());
        for (KinesisClientRecord record : records) {
            if (Deaggregator.isAggregate(record.data())) {
                unpack(record, parts);
            } else {
                parts.add(record);
            }
        }
        return parts;
    }

    private void unpack(KinesisClientRecord record, List<KinesisClientRecord> parts) {
        for (SourceRecord part : deaggregator.unpack("", ClientRecords.plain(record), ShardPosition.TRIM_HORIZON, 0)) {
            parts.add(part.subSequenceNumber() == SourceRecord.WHOLE ? record : part(record, part));
        }
    }

    private static KinesisClientRecord part(KinesisClientRecord record, SourceRecord part) {
        return record.toBuilder()
                .data(part.record().data().asByteBuffer())
                .partitionKey(part.record().partitionKey())
                .subSequenceNumber(part.subSequenceNumber())
                .aggregated(true)
                .build();
    }
}
