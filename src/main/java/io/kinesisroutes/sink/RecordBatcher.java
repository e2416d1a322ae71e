// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.stream.KinesisLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final long SHORTEST_PAUSE_NANOS = 2_000_000;

    static final long NEVER = Long.MAX_VALUE;

    private final long lingerNanos;
    private final int recordsPerSecond;
    private final Map<String, PendingRecord> lastOfKey = new HashMap<>();
    private final Map<String, ShardQueue> shards = new LinkedHashMap<>();
    private final PriorityQueue<PendingRecord> delayed = new PriorityQueue<>(Comparator.comparingLong(r -> r.due));
    private final List<PendingRecord> expired = new ArrayList<>();

    private int size;
    private int ready;
    private long readyBytes;
    private long waitingSince;
    private boolean heldBack;

    /** @param recordsPerSecond of one shard; 0 for no limit */
    RecordBatcher(long lingerNanos, int recordsPerSecond) {
        this.lingerNanos = lingerNanos;
        this.recordsPerSecond = recordsPerSecond;
    }

    /** How many records were added and are neither stored nor failed. */
    int size() {
        return size;
    }

    void add(PendingRecord record, long now) {
        size++;
        PendingRecord predecessor = lastOfKey.put(record.partitionKey(), record);
        if (predecessor == null) {
            makeReady(record, now, false);
        } else {
            predecessor.successor = record;
        }
    }

    private void makeReady(PendingRecord record, long now, boolean first) {
        if (ready == 0) {
            waitingSince = now;
        }
        ready++;
        readyBytes += record.bytes;
        ShardQueue queue = shards.computeIfAbsent(record.shardId, id -> newQueue(id, now));
        if (first) {
            queue.addFirst(record);
        } else {
            queue.addLast(record);
        }
    }

    private ShardQueue newQueue(String shardId, long now) {
        boolean paced = recordsPerSecond > 0 && !shardId.equals(ShardMap.UNKNOWN_SHARD);
        return new ShardQueue(paced ? new WritePace(recordsPerSecond, now) : null);
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
        if (heldBack) {
            return waitingSince + Math.max(lingerNanos, SHORTEST_PAUSE_NANOS);
        }
        boolean full = ready >= KinesisLimits.RECORDS_PER_WRITE || readyBytes >= KinesisLimits.BYTES_PER_WRITE;
        return full || idle ? Long.MIN_VALUE : waitingSince + lingerNanos;
    }

    private List<PendingRecord> gather(long now) {
        Request request = new Request();
        boolean taken = true;
        while (taken && !request.full) {
            taken = false;
            for (ShardQueue queue : shards.values()) {
                taken |= take(queue, request, now);
            }
        }
        // Something is left although the request has room for it: the pace of its shard holds it back.
        heldBack = ready > 0 && !request.full;
        return request.records;
    }

    /** Takes the next record of a shard if it fits and the shard may take it now. */
    private boolean take(ShardQueue queue, Request request, long now) {
        PendingRecord next = queue.peek();
        if (next == null || request.full) {
            return false;
        }
        if (next.deadline <= now) {
            expired.add(removed(queue));
            return true;
        }
        if (!request.hasRoomFor(next)) {
            request.full = true;
            return false;
        }
        if (!queue.allows(next, now)) {
            return false;
        }
        request.add(removed(queue));
        return true;
    }

    private PendingRecord removed(ShardQueue queue) {
        PendingRecord record = queue.remove();
        ready--;
        readyBytes -= record.bytes;
        return record;
    }

    /** Those whose time was over before they could go; they count as settled once {@link #settled} is called for each. */
    List<PendingRecord> takeExpired() {
        List<PendingRecord> taken = List.copyOf(expired);
        expired.clear();
        return taken;
    }

    /** Notes that a record is stored or failed: the next one with its partition key may go. */
    void settled(PendingRecord record, long now) {
        size--;
        PendingRecord successor = record.successor;
        if (successor == null) {
            lastOfKey.remove(record.partitionKey());
        } else if (successor.deadline <= now) {
            expired.add(successor);
        } else {
            makeReady(successor, now, false);
        }
    }

    /** Takes a record back that must go again, not before its {@link PendingRecord#due}. */
    void retry(PendingRecord record) {
        delayed.add(record);
    }

    /** Notes that a shard takes no more at the moment. */
    void throttled(String shardId, long now) {
        shards.get(shardId).throttled(now);
    }

    /** Takes out all records that are not under way, in no order; they count as settled without {@link #settled}. */
    List<PendingRecord> drain(List<PendingRecord> underWay) {
        List<PendingRecord> drained = new ArrayList<>(delayed);
        delayed.clear();
        for (ShardQueue queue : shards.values()) {
            while (queue.peek() != null) {
                drained.add(removed(queue));
            }
        }
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

    /** A request as it is being filled. */
    private static final class Request {
        private final List<PendingRecord> records = new ArrayList<>();
        private int bytes;
        private boolean full;

        boolean hasRoomFor(PendingRecord next) {
            return records.isEmpty()
                    || !next.alone
                            && records.size() < KinesisLimits.RECORDS_PER_WRITE
                            && bytes + next.bytes <= KinesisLimits.BYTES_PER_WRITE;
        }

        void add(PendingRecord next) {
            records.add(next);
            bytes += next.bytes;
            full = next.alone;
        }
    }
}
