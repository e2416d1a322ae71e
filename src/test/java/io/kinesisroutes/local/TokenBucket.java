// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;

/** An allowance that refills evenly and holds at most one second's worth. Not thread-safe. */
final class TokenBucket {
    private final Clock clock;
    private final double perSecond;
    private double tokens;
    private long filledAtMillis;

    TokenBucket(Clock clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filledAtMillis = clock.millis();
    }

    /** More than a second's worth is let through when the bucket is full: else it never would be. */
    boolean has(long amount) {
        refill();
        return tokens >= Math.min(amount, perSecond);
    }

    boolean take(long amount) {
        boolean enough = has(amount);
        if (enough) {
            tokens -= amount;
        }
        return enough;
    }

    void charge(long amount) {
        refill();
        tokens -= amount;
    }

    private void refill() {
        long now = clock.millis();
        tokens = Math.min(perSecond, tokens + Math.max(0, now - filledAtMillis) * perSecond / 1000);
        filledAtMillis = now;
    }
}
