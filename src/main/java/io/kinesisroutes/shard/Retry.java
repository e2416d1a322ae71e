// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Counts the failures in a row and says how long to wait after each. Not thread-safe. */
public final class Retry {

    /** The longest wait after a failure. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** How often who is paused looks whether he still is. */
    public static final Duration PAUSE = Duration.ofMillis(200);

    /** About half a minute of failures. */
    private static final int LONG = 8;

    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(200), LONGEST);

    private int failures;

    /** How long to wait after one failure more. */
    public Duration afterFailure() {
        failures++;
        // The SDK counts tries, and the first one waits for nothing.
        return DELAYS.computeDelay(failures + 1);
    }

    /** Begins to count anew. */
    public void succeeded() {
        failures = 0;
    }

    /** Whether it has failed for so long that somebody should look. */
    public boolean isLong() {
        return failures >= LONG;
    }

    /** Whether this failure is worth a line in the log: the first, and then one about every half minute. */
    public boolean shouldLog(Duration delay) {
        return failures == 1 || delay.compareTo(LONGEST.dividedBy(2)) >= 0;
    }
}
