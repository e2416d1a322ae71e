// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for the end of a run and tells a source that lost records from one that does not read any more. */
final class Finish {

    private static final Duration SETTLE = Duration.ofMillis(700);
    private static final long PROBE_SECONDS = 15;
    private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    private final Reading reading;

    Finish(Reading reading) {
        this.reading = reading;
    }

    /** True if the source stands still although records are missing. */
    boolean isStuck() throws InterruptedException {
        boolean complete = awaitAll(reading.patience());
        // What is delivered twice may come a moment after the last first delivery.
        Thread.sleep(SETTLE.toMillis());
        return !complete && !reads();
    }

    private boolean awaitAll(Duration patience) throws InterruptedException {
        long progressAt = System.nanoTime();
        int before = -1;
        while (missing() > 0) {
            int now = reading.deliveries().delivered().cardinality();
            if (now != before) {
                before = now;
                progressAt = System.nanoTime();
            }
            if (!reading.isAlive() || System.nanoTime() - progressAt > patience.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private int missing() {
        return reading.expected().missing(reading.deliveries().delivered());
    }

    /** Whether something new in each open shard still arrives. */
    private boolean reads() throws InterruptedException {
        if (!reading.isAlive()) {
            return false;
        }
        int shards = reading.stream().openShardIds().size();
        for (int i = 0; i < shards; i++) {
            BigInteger hashKey = KEYS.multiply(BigInteger.valueOf(2L * i + 1)).divide(BigInteger.valueOf(2L * shards));
            int number = Numbered.PROBES + i;
            reading.stream().put("probe-" + i, hashKey.toString(), Numbered.body(number, "probe-" + i));
        }
        return Stage.await(PROBE_SECONDS, () -> reading.deliveries().probes() == shards || missing() == 0);
    }
}
