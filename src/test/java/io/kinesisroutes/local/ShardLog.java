// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What was written to one shard, in order. Thread-safe: writers take turns, readers copy nothing and wait for nobody,
 * because what lies below a view's size never changes.
 */
final class ShardLog {
    private final ShardSequence sequence;
    private final Clock clock;
    private StoredRecord[] records = new StoredRecord[16];
    private int first;
    private int size;
    private long lastArrival;
    private boolean closed;

    ShardLog(ShardSequence sequence, Clock clock) {
        this.sequence = sequence;
        this.clock = clock;
    }

    /**
     * The log at one moment.
     *
     * @param first the index of the oldest record that is left
     * @param size one past the index of the latest record
     */
    record View(StoredRecord[] records, int first, int size, boolean closed) {

        /** The index of the first record that arrived then or later. */
        int indexAtTime(long millis) {
            int low = first;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (records[middle].arrivalMillis() < millis) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** Appends, and says at which index; empty if the shard was closed meanwhile. */
    synchronized OptionalInt append(NewRecord record) {
        if (closed) {
            return OptionalInt.empty();
        }
        if (size == records.length) {
            records = Arrays.copyOf(records, size * 2);
        }
        // A clock set back must not put arrivals out of order: AT_TIMESTAMP searches them.
        lastArrival = Math.max(lastArrival, clock.millis());
        records[size] = new StoredRecord(sequence.of(size), record, lastArrival);
        return OptionalInt.of(size++);
    }

    synchronized void close() {
        closed = true;
    }

    /** Forgets the records there are; later ones go on counting. Views taken before keep what they show. */
    synchronized void trim() {
        records = new StoredRecord[records.length];
        first = size;
    }

    synchronized View view() {
        return new View(records, first, size, closed);
    }
}
