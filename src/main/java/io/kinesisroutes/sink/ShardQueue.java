// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The records for one shard that may go as soon as the pace allows it, those that go again first. Not thread-safe. */
final class ShardQueue {

    private final String shardId;
    private final Deque<PendingRecord> ready = new ArrayDeque<>();
    private final WritePace pace;

    /** @param pace {@code null} for none */
    ShardQueue(String shardId, WritePace pace) {
        this.shardId = shardId;
        this.pace = pace;
    }

    String shardId() {
        return shardId;
    }

    void addFirst(PendingRecord record) {
        ready.addFirst(record);
    }

    void addLast(PendingRecord record) {
        ready.addLast(record);
    }

    /** The next record, whether or not it may go; {@code null} if there is none. */
    PendingRecord peek() {
        return ready.peekFirst();
    }

    /** Whether a record may go now. */
    boolean allows(long now) {
        return pace == null || pace.allows(now);
    }

    /** Takes the next record out, to be sent. */
    PendingRecord send() {
        PendingRecord record = ready.removeFirst();
        if (pace != null) {
            pace.spend(record.bytes);
        }
        return record;
    }

    /** Takes those out that are not to be sent. */
    List<PendingRecord> remove(Predicate<PendingRecord> which) {
        List<PendingRecord> removed = ready.stream().filter(which).toList();
        if (!removed.isEmpty()) {
            ready.removeIf(which);
        }
        return removed;
    }

    Collection<PendingRecord> records() {
        return ready;
    }

    void throttled(long now) {
        if (pace != null) {
            pace.throttled(now);
        }
    }

    /** Whether nothing would be different if this were forgotten and made anew. */
    boolean isForgettable(long now) {
        return ready.isEmpty() && (pace == null || pace.isFull(now));
    }
}
