// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WritePaceTest {

    private static final long SECOND = 1_000_000_000;

    private WritePace pace = new WritePace(1_000, 0);

    private int taken(long from, long until, int size) {
        int taken = 0;
        for (long now = from; now < until; now += SECOND / 1_000) {
            while (pace.allows(now)) {
                pace.spend(size);
                taken++;
            }
        }
        return taken;
    }

    @Test
    void take_smallRecords_isWhatAwsAllowsAndNearlyAllOfIt() {
        taken(0, SECOND, 1);

        int later = taken(SECOND, 11 * SECOND, 1);

        assertTrue(later <= 10_000 && later >= 9_850, "in ten seconds: " + later);
    }

    @Test
    void take_largeRecords_isBoundByTheirBytes() {
        taken(0, SECOND, 100_000);

        int later = taken(SECOND, 11 * SECOND, 100_000);

        assertEquals(105, later, 2, "10 MiB in records of 100,000");
    }

    @Test
    void throttled_byMany_cutsOnceAndComesBack() {
        taken(0, SECOND, 1);
        pace.throttled(SECOND);
        pace.throttled(SECOND + 1);

        int cut = taken(SECOND, 2 * SECOND, 1);
        taken(2 * SECOND, 6 * SECOND, 1);
        int regained = taken(6 * SECOND, 7 * SECOND, 1);

        assertTrue(cut > 650 && cut < 800, "after a cut: " + cut);
        assertTrue(regained > 975, "after five seconds: " + regained);
    }

    @Test
    void throttled_always_goesOnALittle() {
        for (int i = 0; i < 100; i++) {
            pace.throttled(i * SECOND / 4);
        }

        assertFalse(pace.allows(25 * SECOND - SECOND / 4));
        assertTrue(pace.allows(26 * SECOND));
    }

    @Test
    void take_oneASecond_isSlowAndNotStuck() {
        pace = new WritePace(1, 0);

        assertEquals(10, taken(0, 10 * SECOND, 1), 1);
    }
}
