// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordBatcherTest {

    private static final long LINGER = 1_000;
    private static final boolean IDLE = true;
    private static final boolean BUSY = false;

    private final RecordBatcher batcher = new RecordBatcher(LINGER, 0);

    private PendingRecord add(String key, long now) {
        return add(key, 2, Long.MAX_VALUE, now);
    }

    private PendingRecord add(String key, int size, long deadline, long now) {
        PendingRecord record =
                new PendingRecord(RecordBatcherPropertiesTest.entry(key, size), "shard", deadline, null, 0);
        batcher.add(record, now);
        return record;
    }

    @Test
    void next_nothingUnderWay_doesNotWait() {
        PendingRecord record = add("a", 10);

        assertEquals(List.of(record), batcher.next(10, IDLE));
        assertEquals(RecordBatcher.NEVER, batcher.nextAt(BUSY));
    }

    @Test
    void next_somethingUnderWay_waitsForTheLingerAndNoLonger() {
        PendingRecord record = add("a", 10);

        assertEquals(List.of(), batcher.next(10 + LINGER - 1, BUSY));
        assertEquals(10 + LINGER, batcher.nextAt(BUSY));
        assertEquals(List.of(record), batcher.next(10 + LINGER, BUSY));
    }

    @Test
    void next_fullRequest_goesAtOnceAndTheRestLingersOn() {
        IntStream.range(0, 501).forEach(i -> add("key-" + i, 10));

        assertEquals(500, batcher.next(10, BUSY).size());
        assertEquals(List.of(), batcher.next(10, BUSY));
        assertEquals(1, batcher.next(10 + LINGER, BUSY).size());
    }

    @Test
    void next_bytesOfARequestAreReached_goesAtOnce() {
        IntStream.range(0, 11).forEach(i -> add("key-" + i, 1024 * 1024, Long.MAX_VALUE, 10));

        assertEquals(9, batcher.next(10, BUSY).size(), "keys count, so ten do not fit");
    }

    @Test
    void next_twoOfAKey_theSecondWaitsUntilTheFirstIsSettled() {
        PendingRecord first = add("a", 0);
        PendingRecord second = add("a", 0);
        PendingRecord other = add("b", 0);

        assertEquals(List.of(first, other), batcher.next(0, IDLE));
        assertEquals(List.of(), batcher.next(LINGER, IDLE));
        first.due = 5_000;
        batcher.retry(first);
        assertEquals(List.of(), batcher.next(4_999, IDLE));
        assertEquals(List.of(first), batcher.next(5_000, IDLE));
        batcher.settled(first, 5_001);
        assertEquals(List.of(second), batcher.next(5_001, IDLE));
    }

    @Test
    void next_suspect_goesAlone() {
        PendingRecord suspect = add("a", 0);
        suspect.alone = true;
        PendingRecord other = add("b", 0);

        assertEquals(List.of(suspect), batcher.next(0, IDLE));
        assertEquals(List.of(other), batcher.next(LINGER, IDLE));
    }

    @Test
    void next_timeIsOver_expiresWithThoseBehindItAndSendsNone() {
        PendingRecord first = add("a", 2, 100, 0);
        PendingRecord second = add("a", 2, 100, 0);
        PendingRecord later = add("a", 2, 9_000, 0);

        assertEquals(List.of(), batcher.next(100, IDLE));
        assertEquals(List.of(first), batcher.takeExpired());
        batcher.settled(first, 100);
        assertEquals(List.of(second), batcher.takeExpired());
        batcher.settled(second, 100);
        assertEquals(List.of(), batcher.takeExpired());
        assertEquals(List.of(later), batcher.next(100 + LINGER, IDLE));
    }

    @Test
    void next_oneShardTakesNoMore_theOthersDoNotWait() {
        RecordBatcher paced = new RecordBatcher(LINGER, 1_000);
        List<PendingRecord> free = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String shard = i < 2_600 ? "hot" : "free";
            PendingRecord record =
                    new PendingRecord(RecordBatcherPropertiesTest.entry("key-" + i, 2), shard, Long.MAX_VALUE, null, i);
            paced.add(record, 0);
            if (shard.equals("free")) {
                free.add(record);
            }
        }
        List<PendingRecord> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.addAll(paced.next(i * 2_000_000L, IDLE));
        }

        assertTrue(sent.containsAll(free));
        assertTrue(sent.size() - free.size() <= 1_010, "the pace of the other is kept: " + sent.size());
        assertFalse(paced.nextAt(IDLE) <= 9 * 2_000_000L, "and it is not asked at once again");
    }

    @Test
    void drain_recordsInEveryPlace_givesEachOnce() {
        PendingRecord sent = add("a", 0);
        PendingRecord behindSent = add("a", 0);
        PendingRecord retried = add("b", 0);
        assertEquals(List.of(sent, retried), batcher.next(0, IDLE));
        retried.due = 99;
        batcher.retry(retried);
        PendingRecord behindRetried = add("b", 0);
        PendingRecord ready = add("c", 0);

        List<PendingRecord> drained = batcher.drain(List.of(sent));

        assertEquals(4, drained.size());
        assertTrue(drained.containsAll(List.of(behindSent, retried, behindRetried, ready)));
        assertEquals(1, batcher.size(), "the one under way");
    }
}
