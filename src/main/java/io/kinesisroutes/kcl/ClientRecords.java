// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.SourceRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** A page of the library as records of ours; each is copied when its turn comes. Not thread-safe. */
final class ClientRecords implements Iterator<SourceRecord> {

    private final String shardId;
    private final List<KinesisClientRecord> page;
    private final long millisBehindLatest;
    private int next;

    /** @param page of {@link EveryPart}: the parts of an aggregate in their order, and all of one in one page */
    ClientRecords(String shardId, List<KinesisClientRecord> page, Long millisBehindLatest) {
        this.shardId = shardId;
        this.page = page;
        this.millisBehindLatest = millisBehindLatest == null ? 0 : millisBehindLatest;
    }

    @Override
    public boolean hasNext() {
        return next < page.size();
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        KinesisClientRecord record = page.get(next);
        long subSequenceNumber = record.aggregated() ? record.subSequenceNumber() : SourceRecord.WHOLE;
        SourceRecord taken =
                new SourceRecord(shardId, plain(record), subSequenceNumber, isLastOf(record), millisBehindLatest);
        // Only now: one that could not be copied is tried again.
        next++;
        return taken;
    }

    private boolean isLastOf(KinesisClientRecord record) {
        int following = next + 1;
        return following == page.size() || !page.get(following).sequenceNumber().equals(record.sequenceNumber());
    }

    /** The record as Kinesis gave it to the library. */
    static Record plain(KinesisClientRecord record) {
        return Record.builder()
                .sequenceNumber(record.sequenceNumber())
                .approximateArrivalTimestamp(record.approximateArrivalTimestamp())
                .data(SdkBytes.fromByteBuffer(record.data()))
                .partitionKey(record.partitionKey())
                .encryptionType(record.encryptionType())
                .build();
    }
}
