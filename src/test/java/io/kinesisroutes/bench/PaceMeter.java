// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Like {@link TotalMeter}, but the rate is that of the shards after their first second, added up. */
final class PaceMeter implements Meter {
    private final TotalMeter total;
    private final Map<String, ShardPace> shards = new ConcurrentHashMap<>();
    private long startNanos;

    PaceMeter(RoundSpec spec) {
        total = new TotalMeter(spec);
    }

    @Override
    public void start() {
        startNanos = System.nanoTime();
        total.start();
    }

    @Override
    public void record(String shardId, int count) {
        shards.computeIfAbsent(shardId, id -> new ShardPace(startNanos)).record(System.nanoTime(), count);
        total.record(shardId, count);
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
        figures.put(
                Figures.RATE,
                shards.values().stream()
                        .mapToDouble(ShardPace::recordsPerSecond)
                        .sum());
        return figures;
    }
}
