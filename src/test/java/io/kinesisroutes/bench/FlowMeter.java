// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Like {@link TotalMeter}, but the clock starts with the first record: how long that takes is a case of its own. */
final class FlowMeter implements Meter {
    private final TotalMeter total;
    private final AtomicBoolean flows = new AtomicBoolean();

    FlowMeter(RoundSpec spec) {
        total = new TotalMeter(spec);
    }

    @Override
    public void start() {
        // The time that counts begins later.
    }

    @Override
    public void record(String shardId, int count) {
        if (!flows.get() && flows.compareAndSet(false, true)) {
            total.start();
        }
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
        return total.figures();
    }
}
