// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Faults on demand. Thread-safe. A fault strikes calls whose caller is known and whose shape is right, before
 * permissions are checked. Delays add up; of the other faults in force the first that strikes a call wins.
 *
 * <pre>{@code
 * faults().on("GetRecords").times(3).fail("ProvisionedThroughputExceededException");
 * faults().on("PutRecords").probability(0.2).dropAfter();
 * }</pre>
 */
public final class Faults {
    private final List<Fault> active = new CopyOnWriteArrayList<>();
    private final Random random = new Random(1);
    private volatile boolean shardRatesEnforced;

    Faults() {}

    /** @param operation as {@code PutRecords} or {@code AssumeRole}; wildcards allowed */
    public FaultRule on(String operation) {
        return new FaultRule(operation, active, random);
    }

    /** Ends all faults; the shard rates stay as they are. */
    public void clear() {
        active.clear();
    }

    /** Starts the sequence of random numbers again; it starts with 1. */
    public void seed(long seed) {
        random.setSeed(seed);
    }

    /** Whether shards keep to 1000 records and 1 MiB written, 5 reads and 2 MiB read a second; off unless set. */
    public void enforceShardRates(boolean enforced) {
        shardRatesEnforced = enforced;
    }

    boolean shardRatesEnforced() {
        return shardRatesEnforced;
    }

    FaultPlan plan(CallTarget target) {
        if (active.isEmpty()) {
            return FaultPlan.NONE;
        }
        Duration delay = Duration.ZERO;
        Optional<FaultEffect> effect = Optional.empty();
        for (Fault fault : active) {
            boolean isDelay = fault.effect() instanceof FaultEffect.Delay;
            if ((isDelay || effect.isEmpty()) && fault.strikes(target, random)) {
                if (fault.effect() instanceof FaultEffect.Delay range) {
                    delay = delay.plus(pick(range));
                } else {
                    effect = Optional.of(fault.effect());
                }
            }
        }
        return new FaultPlan(delay, effect);
    }

    private Duration pick(FaultEffect.Delay range) {
        long spread = range.longest().minus(range.shortest()).toNanos();
        return range.shortest().plusNanos((long) (random.nextDouble() * spread));
    }
}
