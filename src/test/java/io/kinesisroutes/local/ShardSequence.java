// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/**
 * The sequence numbers of one shard: a fixed function of a record's index, so that a position is found without a
 * search and no record has to keep its number. Numbers have gaps, as at AWS, so that nobody counts on adding one.
 */
final class ShardSequence {
    private static final long STEP = 7;

    private final long stream;
    private final int shard;
    private final String prefix;

    ShardSequence(long stream, int shard) {
        this.stream = stream;
        this.shard = shard;
        this.prefix = SequenceNumber.prefix(stream, shard);
    }

    long stream() {
        return stream;
    }

    int shard() {
        return shard;
    }

    /** Lower than that of any record. */
    String start() {
        return SequenceNumber.format(prefix, 0);
    }

    String of(long index) {
        return SequenceNumber.format(prefix, (index + 1) * STEP);
    }

    /** Higher than that of any of the records. */
    String end(long records) {
        return SequenceNumber.format(prefix, (records + 1) * STEP - 1);
    }

    /** The index of the first record with this number or a higher one. */
    long indexAt(long counter) {
        return Math.max(0, (counter + STEP - 1) / STEP - 1);
    }

    /** The index of the first record with a higher number. */
    long indexAfter(long counter) {
        return counter / STEP;
    }
}
