// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.stream.KinesisLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which records go together in the next request, and when. Of one partition key at most one record is under way: AWS may
 * refuse any record of a request and store the one after it, so two together could change places.
 *
 * <p>Pure: no threads, no I/O; time is given, in nanoseconds of any one clock. Not thread-safe.
 */
final class RecordBatcher {

    /** While a shard's pace holds records back, asking at every record whether one more may go is not worth it. */
    private static final long HELD_BACK_PAUSE_NANOS = 5_000_000;

    /** To look through all records for those whose time is over is not worth it more often. */
    private static final long EXPIRY_PAUSE_NANOS = 100_000_000;

    static final long NEVER = Long.MAX_VALUE;

    private final long lingerNanos;
    private final int recordsPerSecond;
    private final Map<String, PendingRecord> lastOfKey = new HashMap<>();
    private final Map<String, ShardQueue> shards = new HashMap<>();
    private final List<ShardQueue> turns = new ArrayList<>();
    private final PriorityQueue<PendingRecord> delayed = new PriorityQueue<>(Comparator.comparingLong(r -> r.due));

    private int firstTurn;
    private int size;
    private int ready;
    private long readyBytes;
    private long waitingSince;
    private boolean heldBack;
    private boolean passedOver;
    private long expiryAt = NEVER;
    private long nextExpiryFrom = Long.MIN_VALUE;

    /** @param recordsPerSecond of one shard; 0 for no limit */
    RecordBatcher(long lingerNanos, int recordsPerSecond) {
        this.lingerNanos = lingerNanos;
        this.recordsPerSecond = recordsPerSecond;
    }

    /** How many records were added and are neither stored nor failed. */
    int size() {
        return size;
    }

    /** How many shards something is remembered of. */
    int shardsKnown() {
        return turns.size();
    }

    void add(PendingRecord record, long now) {
        size++;
        watch(record);
        PendingRecord predecessor = lastOfKey.put(record.partitionKey(), record);
        if (predecessor == null) {
            makeReady(record, now, false);
        } else {
            predecessor.successor = record;
        }
    }

    private void watch(PendingRecord record) {
        expiryAt = Math.min(expiryAt, Math.max(record.deadline, nextExpiryFrom));
    }

    private void makeReady(PendingRecord record, long now, boolean first) {
        if (ready == 0) {
            waitingSince = now;
        }
        ready++;
        readyBytes += record.bytes;
        ShardQueue queue = shards.get(record.shardId);
        if (queue == null) {
            queue = newQueue(record.shardId, now);
            shards.put(record.shardId, queue);
        }
        if (first) {
            queue.addFirst(record);
        } else {
            queue.addLast(record);
        }
    }

    private ShardQueue newQueue(String shardId, long now) {
        // A new shard may have come in place of old ones.
        turns.removeIf(queue -> queue.isForgettable(now) && shards.remove(queue.shardId()) != null);
        boolean paced = recordsPerSecond > 0 && !shardId.equals(ShardMap.UNKNOWN_SHARD);
        ShardQueue queue = new ShardQueue(shardId, paced ? new WritePace(recordsPerSecond, now) : null);
        turns.add(queue);
        return queue;
    }

    /**
     * The records of the next request if it should go now, else none: when it is full, when its records have waited long
     * enough, or when nothing is under way, because then nothing that comes later is worth waiting for.
     *
     * @param idle whether no request is under way
     * @return to be given back, each with {@link #settled} or {@link #retry}
     */
    List<PendingRecord> next(long now, boolean idle) {
        while (!delayed.isEmpty() && delayed.peek().due <= now) {
            makeReady(delayed.remove(), now, true);
        }
        if (ready == 0 || now < dueAt(idle)) {
            return List.of();
        }
        List<PendingRecord> request = gather(now);
        waitingSince = now;
        return request;
    }

    /** When a request may go next, should nothing change until then; {@link #NEVER} if there is nothing to send. */
    long nextAt(boolean idle) {
        long retry = delayed.isEmpty() ? NEVER : delayed.peek().due;
        return ready == 0 ? retry : Math.min(retry, dueAt(idle));
    }

    private long dueAt(boolean idle) {
        if (passedOver) {
            return Long.MIN_VALUE;
        }
        if (heldBack) {
            return waitingSince + HELD_BACK_PAUSE_NANOS;
        }
        boolean full = ready >= KinesisLimits.RECORDS_PER_WRITE || readyBytes >= KinesisLimits.BYTES_PER_WRITE;
        return full || idle ? Long.MIN_VALUE : waitingSince + lingerNanos;
    }

    /** Takes one record of each shard in turn, beginning with the shard whose record did not fit in the last time. */
    private List<PendingRecord> gather(long now) {
        RequestDraft request = new RequestDraft();
        int first = firstTurn % turns.size();
        int before;
        do {
            before = request.records.size();
            for (int i = 0; i < turns.size() && !request.full; i++) {
                takeTurn((first + i) % turns.size(), request, now);
            }
        } while (!request.full && request.records.size() > before);
        passedOver = request.passedOver >= 0;
        firstTurn = passedOver ? request.passedOver : firstTurn;
        // Something is left although the request has room for it: the pace of its shard holds it back.
        heldBack = ready > 0 && !request.full && !passedOver;
        return request.records;
    }

    private void takeTurn(int turn, RequestDraft request, long now) {
        ShardQueue queue = turns.get(turn);
        if (queue.peek() == null || !queue.allows(now)) {
            return;
        }
        if (request.hasRoomFor(queue.peek())) {
            request.add(sent(queue));
            firstTurn = turn + 1;
        } else if (request.passedOver < 0) {
            request.passedOver = turn;
        }
    }

    private PendingRecord sent(ShardQueue queue) {
        PendingRecord record = queue.send();
        removed(record);
        return record;
    }

    private void removed(PendingRecord record) {
        ready--;
        readyBytes -= record.bytes;
    }

    /** When {@link #expire} should be called; {@link #NEVER} if nothing is here. */
    long expiryAt() {
        return size == 0 ? NEVER : expiryAt;
    }

    /**
     * Takes out the records whose time is over and that are not under way; they count as settled. Finds them up to a tenth
     * of a second late.
     *
     * @param underWay all records that {@link #next} has given and that have not come back
     */
    List<PendingRecord> expire(long now, Collection<PendingRecord> underWay) {
        if (now < expiryAt) {
            return List.of();
        }
        Expiry expiry = new Expiry(now);
        underWay.forEach(expiry::dropSuccessors);
        delayed.forEach(expiry::dropSuccessors);
        turns.forEach(queue -> queue.records().forEach(expiry::dropSuccessors));
        List<PendingRecord> heads = new ArrayList<>();
        turns.forEach(queue -> heads.addAll(queue.remove(expiry::isOver)));
        heads.forEach(this::removed);
        delayed.stream().filter(expiry::isOver).forEach(heads::add);
        delayed.removeIf(expiry::isOver);
        heads.forEach(head -> settled(head, now));
        expiry.over.addAll(heads);
        nextExpiryFrom = now + EXPIRY_PAUSE_NANOS;
        expiryAt = expiry.earliest == NEVER ? NEVER : Math.max(expiry.earliest, nextExpiryFrom);
        return expiry.over;
    }

    /** One look at all records. */
    private final class Expiry {
        private final List<PendingRecord> over = new ArrayList<>();

        private final long now;
        private long earliest = NEVER;

        Expiry(long now) {
            this.now = now;
        }

        boolean isOver(PendingRecord record) {
            if (record.deadline > now) {
                earliest = Math.min(earliest, record.deadline);
                return false;
            }
            return true;
        }

        /** Those that wait for a record: their time may be over before its own. */
        void dropSuccessors(PendingRecord head) {
            PendingRecord last = head;
            for (PendingRecord next = head.successor; next != null; next = next.successor) {
                if (isOver(next)) {
                    over.add(next);
                    size--;
                } else {
                    last.successor = next;
                    last = next;
                }
            }
            if (last.successor != null) {
                last.successor = null;
                lastOfKey.put(head.partitionKey(), last);
            }
        }
    }

    /** Notes that a record is stored or failed: the next one with its partition key may go. */
    void settled(PendingRecord record, long now) {
        size--;
        PendingRecord successor = record.successor;
        if (successor == null) {
            lastOfKey.remove(record.partitionKey());
        } else {
            makeReady(successor, now, false);
        }
    }

    /** Takes a record back that must go again, not before its {@link PendingRecord#due}. */
    void retry(PendingRecord record) {
        watch(record);
        delayed.add(record);
    }

    /** Notes that a shard takes no more at the moment. */
    void throttled(String shardId, long now) {
        ShardQueue queue = shards.get(shardId);
        if (queue != null) {
            queue.throttled(now);
        }
    }

    /** Takes out all records that are not under way, in no order; they count as settled without {@link #settled}. */
    List<PendingRecord> drain(List<PendingRecord> underWay) {
        List<PendingRecord> drained = new ArrayList<>(delayed);
        delayed.clear();
        turns.forEach(queue -> drained.addAll(queue.remove(record -> true)));
        ready = 0;
        readyBytes = 0;
        List<PendingRecord> heads = new ArrayList<>(drained);
        heads.addAll(underWay);
        for (PendingRecord head : heads) {
            for (PendingRecord next = head.successor; next != null; next = next.successor) {
                drained.add(next);
            }
            head.successor = null;
        }
        size -= drained.size();
        return drained;
    }
}
