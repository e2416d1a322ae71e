// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A fault in force. Thread-safe. */
public final class Fault {
    private final Predicate<CallTarget> filter;
    private final long skipped;
    private final long times;
    private final double probability;
    private final FaultEffect effect;
    private final List<Fault> active;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();

    Fault(FaultRule rule, FaultEffect effect, List<Fault> active) {
        this.filter = rule.filter();
        this.skipped = rule.skipped();
        this.times = rule.times();
        this.probability = rule.probability();
        this.effect = effect;
        this.active = active;
    }

    /** How often it has struck. */
    public long hits() {
        return Math.min(hits.get(), times);
    }

    /** Ends it. Calls that it already struck are not undone. */
    public void remove() {
        active.remove(this);
    }

    boolean strikes(CallTarget target, Random random) {
        if (hits.get() >= times || !filter.test(target) || matched.incrementAndGet() <= skipped) {
            return false;
        }
        return (probability >= 1 || random.nextDouble() < probability) && hits.incrementAndGet() <= times;
    }

    FaultEffect effect() {
        return effect;
    }
}
