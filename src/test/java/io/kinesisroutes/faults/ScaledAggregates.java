// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** KPL-aggregated records, and a route so slow that each kill falls into the middle of one: see {@link KilledAggregates}. */
record ScaledAggregates(int kills) implements ScaledScenario {

    private static final int AGGREGATE = 300;
    private static final int PER_SECOND = 200;
    private static final int SHARDS = 4;
    private static final int WORKERS = 2;
    private static final long ROUTE_MILLIS = 8;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

    @Override
    public String name() {
        return PREFIX + "KPL aggregates, kill-9 of one of " + WORKERS + " workers x" + kills + " in the middle";
    }

    @Override
    public Setup setup() {
        return Setup.defaults()
                .withShards(SHARDS)
                .withTrouble(Trouble.sleep(ROUTE_MILLIS))
                .withCheckpointInterval(CHECKPOINT_INTERVAL);
    }

    @Override
    public Set<ScaledSubject> subjects() {
        return EnumSet.of(ScaledSubject.OURS_KCL, ScaledSubject.RAW_KCL);
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        AggregatedRecords records = new AggregatedRecords(stage.stream(), AGGREGATE);
        stage.publishWith(records);
        Crew crew = stage.crew();
        Random random = new Random(7);
        try (var running = stage.publisher().inBackground(PER_SECOND)) {
            crew.start(WORKERS);
            for (int i = 0; i < kills; i++) {
                SubjectProcess victim = crew.anyServing(random);
                Thread.sleep(random.nextInt(1200));
                Set<String> shards = crew.shardsOf(victim);
                crew.kill(victim);
                long killedAt = System.currentTimeMillis();
                crew.launch();
                crew.awaitTakeOver(shards, victim, killedAt);
            }
        }
        records.flush();
    }
}
