// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Like {@link TotalMeter}, but the rate is that after the first second. */
final class SteadyMeter implements Meter {
    private static final long FIRST_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TotalMeter total;
    private final AtomicLong count = new AtomicLong();
    private long startNanos;
    private volatile long lastNanos;

    SteadyMeter(RoundSpec spec) {
        total = new TotalMeter(spec);
    }

    @Override
    public void start() {
        startNanos = System.nanoTime();
        total.start();
    }

    @Override
    public void record(String shardId, int more) {
        long now = System.nanoTime();
        if (now - startNanos > FIRST_SECOND && !total.ended()) {
            count.addAndGet(more);
            lastNanos = now;
        }
        total.record(shardId, more);
    }

    @Override
    public boolean ended() {
        return total.ended();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        total.awaitEnd();
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>(total.figures());
        // With nothing after the first second there is no pace to speak of.
        double seconds = Math.max(0, lastNanos - startNanos - FIRST_SECOND) / 1e9;
        figures.put(Figures.RATE, seconds == 0 ? 0 : count.get() / seconds);
        return figures;
    }
}
