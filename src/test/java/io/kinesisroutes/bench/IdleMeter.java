// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a subject uses while nothing happens, once it has settled: the compiler too has done its work by then. */
final class IdleMeter implements Meter {
    private static final long SETTLE_SECONDS = 30;
    private static final double MIB = 1024 * 1024;

    private final long seconds;
    private double threads;
    private double cores;
    private double heapMiB;

    IdleMeter(RoundSpec spec) {
        seconds = spec.reading().patience().toSeconds();
    }

    @Override
    public void start() {
        // The time that counts begins later.
    }

    @Override
    public void record(String shardId, int count) {
        throw new IllegalStateException("A record in a stream that has none");
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long startCpu = OwnJvm.cpuNanos();
        long startNanos = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            threads = Math.max(threads, OwnJvm.threads());
        }
        cores = (double) (OwnJvm.cpuNanos() - startCpu) / (System.nanoTime() - startNanos);
        heapMiB = OwnJvm.heapBytesAfterGc() / MIB;
    }

    @Override
    public Map<String, Double> figures() {
        return Map.of(Figures.THREADS, threads, Figures.HEAP_MIB, heapMiB, Figures.CORES, cores);
    }
}
