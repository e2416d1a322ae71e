// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.util.ArrayDeque;
import java.util.Deque;

/** The records for one shard that may go as soon as the pace allows it, those that go again first. Not thread-safe. */
final class ShardQueue {

    private final Deque<PendingRecord> ready = new ArrayDeque<>();
    private final WritePace pace;

    /** @param pace {@code null} for none */
    ShardQueue(WritePace pace) {
        this.pace = pace;
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

    /** Whether the next record may go now; if so it counts as sent. */
    boolean allows(PendingRecord next, long now) {
        return pace == null || pace.take(next.bytes, now);
    }

    PendingRecord remove() {
        return ready.removeFirst();
    }

    void throttled(long now) {
        if (pace != null) {
            pace.throttled(now);
        }
    }
}
