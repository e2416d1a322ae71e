// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    void expire_timeIsOver_takesOutWithThoseBehindIt() {
        PendingRecord first = add("a", 2, 100, 0);
        PendingRecord second = add("a", 2, 100, 0);
        PendingRecord later = add("a", 2, 9_000, 0);

        assertEquals(100, batcher.expiryAt());
        assertEquals(List.of(), batcher.expire(99, List.of()));
        assertEquals(Set.of(first, second), Set.copyOf(batcher.expire(100, List.of())));

        assertEquals(1, batcher.size());
        assertEquals(List.of(later), batcher.next(100, IDLE));
    }

    @Test
    void expire_recordsInEveryPlace_takesOutThoseThatAreNotUnderWay() {
        PendingRecord sent = add("a", 2, 50, 0);
        PendingRecord behindSent = add("a", 2, 100, 0);
        PendingRecord lastBehindSent = add("a", 2, 100, 0);
        PendingRecord retried = add("b", 2, 100, 0);
        assertEquals(List.of(sent, retried), batcher.next(0, IDLE));
        retried.due = 200;
        batcher.retry(retried);
        PendingRecord waiting = add("c", 2, 100, 0);

        assertEquals(
                Set.of(behindSent, lastBehindSent, retried, waiting), Set.copyOf(batcher.expire(100, List.of(sent))));

        assertEquals(1, batcher.size(), "the one under way");
        PendingRecord next = add("a", 2, Long.MAX_VALUE, 100);
        batcher.settled(sent, 100);
        assertEquals(List.of(next), batcher.next(100, IDLE), "the chain of its key goes on");
    }

    @Test
    void expire_comesBackAfterItsTime_isFoundATenthOfASecondLaterAtMost() {
        PendingRecord sent = add("a", 2, 100, 0);
        batcher.next(0, IDLE);
        assertEquals(List.of(), batcher.expire(100, List.of(sent)));
        sent.due = 200;
        batcher.retry(sent);

        assertTrue(batcher.expiryAt() <= 100 + 100_000_000);
        assertEquals(List.of(sent), batcher.expire(batcher.expiryAt(), List.of()));
        assertEquals(RecordBatcher.NEVER, batcher.expiryAt());
    }

    private void addTo(RecordBatcher where, String shard, int size, boolean alone, String key) {
        PendingRecord record =
                new PendingRecord(RecordBatcherPropertiesTest.entry(key, size), shard, Long.MAX_VALUE, null, 0);
        record.alone = alone;
        where.add(record, 0);
    }

    @Test
    void next_suspectOrLargeRecordBehindABusyShard_goesWithTheSecondRequest() {
        for (boolean alone : List.of(true, false)) {
            RecordBatcher mixed = new RecordBatcher(LINGER, 0);
            IntStream.range(0, 2_000).forEach(i -> addTo(mixed, "a", 2, false, "a" + i));
            addTo(mixed, "b", alone ? 2 : 10 * 1024 * 1024 - 10, alone, "special");
            IntStream.range(0, 2_000).forEach(i -> addTo(mixed, "c", 2, false, "c" + i));

            List<PendingRecord> first = mixed.next(0, BUSY);
            List<PendingRecord> second = mixed.next(0, BUSY);

            assertEquals(500, first.size(), "it does not hold up the others");
            assertEquals("special", second.get(0).partitionKey());
            assertEquals(500, mixed.next(0, BUSY).size());
        }
    }

    @Test
    void next_suspectOnAShardThatTakesNoMore_theOthersFillTheirRequests() {
        RecordBatcher paced = new RecordBatcher(LINGER, 1_000);
        IntStream.range(0, 990).forEach(i -> addTo(paced, "b", 2, false, "b" + i));
        IntStream.range(0, 2).forEach(i -> paced.next(0, IDLE));
        addTo(paced, "b", 2, true, "suspect");
        IntStream.range(0, 500).forEach(i -> addTo(paced, "a", 2, false, "a" + i));

        assertEquals(500, paced.next(5_000_000, BUSY).size());
    }

    @Test
    void next_shardIsHeldBackAndTheLingerIsLong_isAskedAgainSoon() {
        RecordBatcher paced = new RecordBatcher(10_000_000_000L, 1_000);
        IntStream.range(0, 3_000).forEach(i -> addTo(paced, "hot", 2, false, "k" + i));
        IntStream.range(0, 2).forEach(i -> paced.next(0, IDLE));

        paced.next(0, IDLE);

        assertTrue(paced.nextAt(BUSY) <= 5_000_000, "not after the linger: " + paced.nextAt(BUSY));
    }

    @Test
    void add_manyReshards_oldShardsAreForgotten() {
        RecordBatcher paced = new RecordBatcher(LINGER, 1_000);
        for (int i = 0; i < 1_000; i++) {
            long now = i * 10_000_000_000L;
            PendingRecord record =
                    new PendingRecord(RecordBatcherPropertiesTest.entry("k", 2), "shard-" + i, Long.MAX_VALUE, null, 0);
            paced.add(record, now);
            paced.next(now, IDLE);
            paced.settled(record, now);
        }

        assertTrue(paced.shardsKnown() <= 2, "shards known: " + paced.shardsKnown());
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
