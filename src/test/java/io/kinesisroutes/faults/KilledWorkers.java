// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** One of the workers is killed again and again, at any moment, and started again, while records keep coming. */
record KilledWorkers(int workers, int kills) implements ScaledScenario {

    private static final int PER_SECOND = 200;

    /** Others than ours take minutes to take over. */
    private static final int KILLS_OF_OTHERS = 2;

    /** Each time but so many, the shards are taken over before the next kill. */
    private static final int HURRIED = 4;

    @Override
    public String name() {
        return PREFIX + "kill-9 of one of " + workers + " workers";
    }

    @Override
    public Setup setup() {
        // Two for each: of fewer the library leaves a worker without any.
        return Setup.defaults().withShards(2 * workers);
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
        int times = stage.subject() == ScaledSubject.OURS_KCL ? kills : Math.min(kills, KILLS_OF_OTHERS);
        Random random = new Random(times);
        Crew crew = stage.crew();
        double worst = 0;
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            crew.start(workers);
            for (int i = 1; i <= times; i++) {
                Thread.sleep(1000 + random.nextInt(1600));
                SubjectProcess victim = crew.anyServing(random);
                Set<String> shards = crew.shardsOf(victim);
                crew.kill(victim);
                long killedAt = System.currentTimeMillis();
                Thread.sleep(random.nextInt(500));
                crew.launch();
                if (i % HURRIED != 0) {
                    worst = Math.max(worst, crew.awaitTakeOver(shards, victim, killedAt));
                }
            }
            Thread.sleep(1000);
        }
        stage.remark("%d kills, taken over after at most %.1f s".formatted(times, worst));
    }
}
