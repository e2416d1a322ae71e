// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.checkpoint.InFlight.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

class InFlightPropertiesTest {

    private InFlight<Long> inFlight;

    @BeforeTry
    void begin() {
        inFlight = new InFlight<>();
    }

    /** The last number that is safe, 0 for none. */
    private long safe() {
        return inFlight.safe() == null ? 0 : inFlight.safe();
    }

    /** Numbers 1..n are handed over in order, some before others are done; they are done in any order, some twice. */
    @Property
    void safe_completionsInAnyOrder_neverPassesAnUnfinishedRecordAndReachesTheEnd(
            @ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<Token<Long>> open = new ArrayList<>();
        List<Long> openNumbers = new ArrayList<>();
        Set<Long> done = new HashSet<>();
        long handedOver = 0;
        long before = 0;
        while (done.size() < count) {
            if (handedOver < count && (open.isEmpty() || random.nextBoolean())) {
                handedOver++;
                open.add(inFlight.track(handedOver, 1));
                openNumbers.add(handedOver);
            } else {
                int chosen = random.nextInt(open.size());
                Token<Long> token = open.get(chosen);
                inFlight.resolve(token);
                done.add(openNumbers.get(chosen));
                if (random.nextInt(4) > 0) {
                    open.remove(chosen);
                    openNumbers.remove(chosen);
                }
            }
            long safe = safe();
            assertTrue(safe >= before, "never goes back");
            for (long number = 1; number <= safe; number++) {
                assertTrue(done.contains(number), "passes " + number + ", which is not done");
            }
            assertTrue(
                    safe == handedOver || !done.contains(safe + 1), "stays behind though " + (safe + 1) + " is done");
            assertEquals(handedOver - safe, inFlight.size());
            before = safe;
        }
        assertEquals(count, safe());
    }

    @Property
    void safe_doneBackwards_movesOnceAtTheLast(@ForAll @IntRange(min = 2, max = 100) int count) {
        List<Token<Long>> tokens = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            tokens.add(inFlight.track((long) i, 1));
        }
        Collections.reverse(tokens);

        for (Token<Long> token : tokens.subList(0, count - 1)) {
            inFlight.resolve(token);
            assertEquals(0, safe());
        }
        inFlight.resolve(tokens.get(count - 1));

        assertEquals(count, safe());
        assertEquals(0, inFlight.size());
    }

    @Property
    void size_countsRecordsAndNotWhatTheyCameIn(@ForAll @IntRange(min = 1, max = 500) int records) {
        Token<Long> one = inFlight.track(1L, records);
        Token<Long> two = inFlight.track(2L, 1);

        assertEquals(records + 1, inFlight.size());
        inFlight.resolve(two);
        assertEquals(records + 1, inFlight.size());
        inFlight.resolve(one);
        assertEquals(0, inFlight.size());
    }
}
