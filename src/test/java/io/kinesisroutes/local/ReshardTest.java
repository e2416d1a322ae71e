// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReshardTest {
    private final KinesisStream engine = new KinesisStream(
            new StreamAddress("aws", "111122223333", "eu-west-1", "orders"), 2, false, Clock.systemUTC(), 1);
    private final LocalStream stream = new LocalStream(engine, () -> {});

    @ParameterizedTest
    @CsvSource({"4", "3", "6", "1", "2", "5"})
    void updateShardCount_anyTarget_leavesEqualOpenShardsWithRealParents(int target) {
        stream.updateShardCount(3);
        stream.updateShardCount(target);

        List<Shard> open = engine.shards().open();
        assertEquals(target, open.size());
        BigInteger equalSize = HashRange.KEYS.divide(BigInteger.valueOf(target));
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : open) {
            assertEquals(next, shard.range().start());
            next = shard.range().end().add(BigInteger.ONE);
            BigInteger difference = next.subtract(shard.range().start()).subtract(equalSize);
            assertTrue(difference.abs().bitLength() <= 65, "not of equal size: " + difference);
        }
        assertEquals(HashRange.KEYS, next);
        engine.shards().all().forEach(this::assertParentsAreClosedAndCover);
    }

    @Test
    void split_whileWritersWrite_losesNothingAndKeepsOrderOfAKey() {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
            int written = 0;
            while (!done.get() || written < 1000) {
                stream.put("key", Integer.toString(written++).getBytes(StandardCharsets.US_ASCII));
            }
            return written;
        });
        for (int i = 0; i < 20; i++) {
            stream.split(engine.owner(new NewRecord("key", null, new byte[0])).id());
        }
        done.set(true);

        int written = writer.join();
        List<LocalRecord> records = stream.records();
        assertEquals(written, records.size());
        // Shards in the order of creation are in the order of the key's life, children after parents.
        for (int i = 0; i < written; i++) {
            assertEquals(Integer.toString(i), new String(records.get(i).data(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void sequenceNumbers_ofChildren_areAboveTheirParents() {
        LocalRecord before = stream.put("key", new byte[1]);
        stream.split(before.shardId());
        LocalRecord after = stream.put("key", new byte[1]);

        assertEquals(56, before.sequenceNumber().length());
        assertTrue(new BigInteger(before.sequenceNumber()).compareTo(new BigInteger(after.sequenceNumber())) < 0);
    }

    private void assertParentsAreClosedAndCover(Shard child) {
        for (String id : child.parents()) {
            Shard parent = engine.shards().find(id).orElseThrow();
            assertTrue(parent.closed().isPresent());
            boolean overlaps = parent.range().contains(child.range().start())
                    || child.range().contains(parent.range().start());
            assertTrue(overlaps);
        }
    }
}
