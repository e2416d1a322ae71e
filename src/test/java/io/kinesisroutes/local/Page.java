// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;

/**
 * What one GetRecords call returns.
 *
 * @param from the first index
 * @param to one past the last index
 * @param bytes data and keys
 * @param encodedBytes the records' CBOR
 */
record Page(Shard shard, ShardLog.View view, int from, int to, long bytes, long encodedBytes) {

    static Page read(Shard shard, ShardLog.View view, int from, int limit) {
        int first = Math.max(from, view.first());
        int last = (int) Math.min(view.size(), (long) first + limit);
        int to = first;
        long bytes = 0;
        long encoded = 0;
        while (to < last && bytes + view.records()[to].size() <= Limits.GET_RECORDS_BYTES) {
            bytes += view.records()[to].size();
            encoded += view.records()[to].cbor().length;
            to++;
        }
        return new Page(shard, view, first, to, bytes, encoded);
    }

    /** Takes each record of a page with its index in the shard. */
    interface RecordVisitor {
        void visit(int index, StoredRecord record) throws IOException;
    }

    void forEach(RecordVisitor visitor) throws IOException {
        for (int i = from; i < to; i++) {
            visitor.visit(i, view.records()[i]);
        }
    }

    String sequenceNumber(int index) {
        return shard.sequence().of(index);
    }

    /** No record will ever follow this page. */
    boolean last() {
        return view.closed() && to == view.size();
    }

    /** How long the first unread record has been waiting; 0 if there is none. */
    long millisBehindLatest(long nowMillis) {
        return to < view.size() ? Math.max(1, nowMillis - view.records()[to].arrivalMillis()) : 0;
    }
}
