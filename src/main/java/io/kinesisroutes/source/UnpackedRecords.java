// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.Deaggregator;
import io.kinesisroutes.shard.SourceRecord;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The records of a page; what a producer library packed together is taken apart when its turn comes. Not thread-safe. */
final class UnpackedRecords implements Iterator<SourceRecord> {

    private final String shardId;
    private final List<Record> page;
    private final ShardPosition resumed;
    private final long millisBehindLatest;
    private final Deaggregator deaggregator = new Deaggregator();

    private Iterator<SourceRecord> parts = Collections.emptyIterator();
    private SourceRecord next;
    private int unpacked;

    /** @param resumed where the shard was when the reading began */
    UnpackedRecords(String shardId, List<Record> page, ShardPosition resumed, long millisBehindLatest) {
        this.shardId = shardId;
        this.page = page;
        this.resumed = resumed;
        this.millisBehindLatest = millisBehindLatest;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (parts.hasNext() || unpacked < page.size())) {
            next = parts.hasNext() ? parts.next() : unpack();
        }
        return next != null;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SourceRecord taken = next;
        next = null;
        return taken;
    }

    /** @return {@code null} if it holds several, or nothing that is not done */
    private SourceRecord unpack() {
        Record record = page.get(unpacked);
        SourceRecord whole = null;
        if (Deaggregator.isAggregate(record)) {
            parts = deaggregator
                    .unpack(shardId, record, resumed, millisBehindLatest)
                    .iterator();
        } else {
            whole = Deaggregator.whole(shardId, record, millisBehindLatest);
        }
        // Only now: one that could not be unpacked is tried again.
        unpacked++;
        return whole;
    }
}
