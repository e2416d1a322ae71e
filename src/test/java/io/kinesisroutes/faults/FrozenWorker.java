// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** A worker is frozen until others have its shards, and goes on: it must notice, and keep off them. */
record FrozenWorker(int workers) implements ScaledScenario {

    private static final int PER_SECOND = 100;

    /** So slow a route has seconds of the records in memory when it is frozen, which it must not deliver when it wakes. */
    private static final long RECORD_MILLIS = 15;

    private static final int BACKLOG = 1500;

    /** Within this it has noticed. */
    private static final long NOTICE_MILLIS = 1000;

    private static final long AFTER_MILLIS = 4000;

    @Override
    public String name() {
        return PREFIX + "one of " + workers + " workers frozen past its leases, then woken";
    }

    @Override
    public Setup setup() {
        // Two for each: of fewer the library leaves a worker without any.
        return Setup.defaults().withShards(2 * workers).withTrouble(Trouble.sleep(RECORD_MILLIS));
    }

    @Override
    public Set<ScaledSubject> subjects() {
        return EnumSet.allOf(ScaledSubject.class);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        Crew crew = stage.crew();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            crew.start(workers);
            Thread.sleep(1500);
        }
        stage.publisher().burst(BACKLOG);
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            SubjectProcess frozen = crew.anyServing(new Random(1));
            Set<String> shards = crew.shardsOf(frozen);
            frozen.freeze();
            long frozenAt = System.currentTimeMillis();
            double seconds = crew.awaitTakeOver(shards, frozen, frozenAt);
            long wokenAt = System.currentTimeMillis();
            stage.doubt(new Doubt(
                    frozen.pid(),
                    frozenAt - crew.windowMillis(),
                    // What a route had in its hands is delivered when it wakes.
                    wokenAt + NOTICE_MILLIS,
                    "what the frozen worker delivered in the last %d ms before, and within %d ms after it woke"
                            .formatted(crew.windowMillis(), NOTICE_MILLIS)));
            frozen.wake();
            Thread.sleep(AFTER_MILLIS);
            judge(stage, frozen, wokenAt);
            stage.remark("taken over after %.1f s".formatted(seconds));
        }
    }

    private static void judge(ScaledStage stage, SubjectProcess frozen, long wokenAt) {
        Collection<Delivery> deliveries = stage.deliveries().deliveries();
        BitSet elsewhere = new BitSet();
        deliveries.stream()
                .filter(delivery -> delivery.pid() != frozen.pid())
                .forEach(delivery -> elsewhere.set(delivery.number()));
        int early = 0;
        int late = 0;
        for (Delivery delivery : deliveries) {
            boolean isTwice = delivery.pid() == frozen.pid() && elsewhere.get(delivery.number());
            if (isTwice && delivery.atMillis() > wokenAt) {
                early += delivery.atMillis() <= wokenAt + NOTICE_MILLIS ? 1 : 0;
                late += delivery.atMillis() > wokenAt + NOTICE_MILLIS ? 1 : 0;
            }
        }
        stage.remark(early + " of the others' delivered when it woke");
        if (late > 0) {
            stage.complain("%d of the new owners' records came from the woken worker later than %d ms after it woke"
                    .formatted(late, NOTICE_MILLIS));
        }
    }
}
