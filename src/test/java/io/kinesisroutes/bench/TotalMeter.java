// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** All records over all the time. */
final class TotalMeter implements Meter {
    private static final double NANOS = 1e9;

    private final RoundSpec spec;
    private final AtomicLong count = new AtomicLong();
    private final CountDownLatch last = new CountDownLatch(1);
    private volatile boolean ended;
    private long startNanos;
    private long startCpu;
    private double seconds;
    private double cpuSeconds;

    TotalMeter(RoundSpec spec) {
        this.spec = spec;
    }

    @Override
    public void start() {
        startCpu = OwnJvm.cpuNanos();
        startNanos = System.nanoTime();
    }

    @Override
    public void record(String shardId, int more) {
        long now = count.addAndGet(more);
        if (now >= spec.records() && now - more < spec.records()) {
            stopClock();
            last.countDown();
        }
    }

    private void stopClock() {
        seconds = (System.nanoTime() - startNanos) / NANOS;
        cpuSeconds = (OwnJvm.cpuNanos() - startCpu) / NANOS;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        boolean complete = last.await(spec.reading().patience().toMillis(), TimeUnit.MILLISECONDS);
        ended = true;
        if (!complete) {
            stopClock();
        }
    }

    @Override
    public Map<String, Double> figures() {
        long read = Math.min(count.get(), spec.records());
        return Map.of(
                Figures.RATE,
                read / seconds,
                Figures.CPU,
                cpuSeconds / Math.max(1, read) * Figures.CPU_RECORDS,
                Figures.MISSING,
                (double) (spec.records() - read));
    }
}
