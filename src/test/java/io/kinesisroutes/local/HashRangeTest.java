// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashRangeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void even_anyCount_coversEveryKeyOnce(int shards) {
        List<HashRange> ranges = HashRange.even(shards);

        assertEquals(BigInteger.ZERO, ranges.get(0).start());
        assertEquals(
                "340282366920938463463374607431768211455",
                ranges.get(shards - 1).end().toString());
        for (int i = 1; i < shards; i++) {
            assertEquals(
                    ranges.get(i - 1).end().add(BigInteger.ONE), ranges.get(i).start());
        }
    }

    @Test
    void hash_ofAKey_isItsMd5Unsigned() {
        assertEquals(new BigInteger("900150983cd24fb0d6963f7d28e17f72", 16), HashRange.hash("abc"));
        assertEquals(1, HashRange.hash("a key").signum());
    }

    @Test
    void splittableAt_theVeryEnds_isFalse() {
        HashRange range = new HashRange(BigInteger.TEN, BigInteger.valueOf(20));

        assertFalse(range.splittableAt(BigInteger.valueOf(11)));
        assertTrue(range.splittableAt(BigInteger.valueOf(12)));
        assertTrue(range.splittableAt(BigInteger.valueOf(19)));
        assertFalse(range.splittableAt(BigInteger.valueOf(20)));
    }

    @Test
    void belowAndFrom_joinedAgain_areTheWhole() {
        HashRange whole = HashRange.even(1).get(0);
        HashRange low = whole.below(whole.middle());
        HashRange high = whole.from(whole.middle());

        assertTrue(low.adjacentTo(high));
        assertTrue(high.adjacentTo(low));
        assertEquals(whole, high.join(low));
        assertEquals(HashRange.even(2), List.of(low, high));
    }
}
