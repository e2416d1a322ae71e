// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.stream.FakeKinesis;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.Shard;

class StartShardsTest {

    private static final String MIDDLE = BigInteger.TWO.pow(127).toString();
    private static final String BELOW =
            BigInteger.TWO.pow(127).subtract(BigInteger.ONE).toString();
    private static final String LAST =
            BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString();

    private static final Shard LOW = shard("low", "0", BELOW);
    private static final Shard HIGH = shard("high", MIDDLE, LAST);
    private static final Shard WHOLE = shard("whole", "0", LAST);

    private static Shard shard(String id, String from, String to) {
        return Shard.builder()
                .shardId(id)
                .hashKeyRange(range -> range.startingHashKey(from).endingHashKey(to))
                .build();
    }

    /** Answers one list after the other. */
    private static FakeKinesis listing(List<List<Shard>> lists) {
        Deque<List<Shard>> answers = new ArrayDeque<>(lists);
        return new FakeKinesis().shardsFrom(answers::remove);
    }

    @Test
    void list_allHashKeys_inAnyOrder() {
        assertEquals(List.of(HIGH, LOW), StartShards.list(listing(List.of(List.of(HIGH, LOW))), null));
    }

    @Test
    void list_parentBesideItsChild_isComplete() {
        assertEquals(List.of(WHOLE, HIGH), StartShards.list(listing(List.of(List.of(WHOLE, HIGH))), Instant.EPOCH));
    }

    @Test
    void list_noneOpenThen_beginsWithTheOldest() {
        assertEquals(List.of(WHOLE), StartShards.list(listing(List.of(List.of(), List.of(WHOLE))), Instant.EPOCH));
    }

    @Test
    void list_halfMissing_mayPass() {
        for (Shard alone : List.of(LOW, HIGH)) {
            FakeKinesis kinesis = listing(List.of(List.of(alone), List.of(alone)));

            LeaseTableException e =
                    assertThrows(LeaseTableException.class, () -> StartShards.list(kinesis, Instant.EPOCH));

            assertTrue(e.isRetryable());
        }
    }

    @Test
    void lease_ofAChild_namesItsParentsAndNobody() {
        Shard merged = WHOLE.toBuilder()
                .parentShardId("low")
                .adjacentParentShardId("high")
                .build();

        Map<String, AttributeValue> lease = StartShards.lease(merged, Instant.EPOCH);

        assertEquals("whole", lease.get("leaseKey").s());
        assertEquals("AT_TIMESTAMP", lease.get("checkpoint").s());
        assertEquals(
                List.of("high", "low"),
                lease.get("parentShardId").ss().stream().sorted().toList());
        assertEquals("LEASE", lease.get("entityType").s());
        assertFalse(lease.containsKey("leaseOwner"));
    }
}
