// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaseSpreadTest {

    /** One shard for each owner. */
    private static List<Lease> owned(String... owners) {
        return IntStream.range(0, owners.length)
                .mapToObj(i -> new Lease("shard-" + i, owners[i], "1", 0))
                .toList();
    }

    private static List<String> shards(int count) {
        return IntStream.range(0, count).mapToObj(i -> "shard-" + i).toList();
    }

    @Test
    void leases_twoEach_areEven() {
        assertTrue(LeaseSpread.isEven(owned("a", "b", "a", "b"), shards(4), 2));
    }

    @Test
    void leases_oneMoreForOne_areEven() {
        assertTrue(LeaseSpread.isEven(owned("a", "b", "a"), shards(3), 2));
    }

    @Test
    void leases_twoMoreForOne_areNotEven() {
        assertFalse(LeaseSpread.isEven(owned("a", "b", "a", "a"), shards(4), 2));
    }

    @Test
    void leases_oneOfThemNobodys_areNotEven() {
        assertFalse(LeaseSpread.isEven(owned("a", "b", "a", ""), shards(4), 2));
    }

    @Test
    void leases_oneOfThemMissing_areNotEven() {
        assertFalse(LeaseSpread.isEven(owned("a", "b"), shards(3), 2));
    }

    @Test
    void leases_noneForOneWorker_areNotEven() {
        assertFalse(LeaseSpread.isEven(owned("a", "b", "a", "b"), shards(4), 3));
    }

    @Test
    void leases_ofOneThatIsGone_areNotEven() {
        assertFalse(LeaseSpread.isEven(owned("a", "b", "gone"), shards(3), 2));
    }

    @Test
    void leases_ofClosedShards_doNotCount() {
        assertTrue(LeaseSpread.isEven(owned("a", "b", "gone", "a"), shards(2), 2));
    }

    @Test
    void leases_oneForEachOfMoreWorkersThanShards_areEven() {
        assertTrue(LeaseSpread.isEven(owned("a", "b"), shards(2), 3));
        assertFalse(LeaseSpread.isEven(owned("a", "a"), shards(2), 3));
    }
}
