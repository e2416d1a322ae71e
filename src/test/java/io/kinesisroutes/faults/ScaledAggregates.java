// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** KPL-aggregated records, and a route so slow that each kill falls into the middle of one: see {@link KilledAggregates}. */
record ScaledAggregates(int kills) implements ScaledScenario {

    private static final int AGGREGATE = 300;
    private static final int EACH = 6;
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
        List<KplAggregate> open =
                new ArrayList<>(Stream.generate(KplAggregate::new).limit(SHARDS).toList());
        stage.publishWith(number -> add(stage, open, number));
        Crew crew = stage.crew();
        stage.publisher().burst(AGGREGATE * EACH * SHARDS);
        open.stream().filter(rest -> rest.size() > 0).forEach(rest -> put(stage, rest));
        crew.start(WORKERS);
        Random random = new Random(7);
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

    /** Records of keys that belong to different shards are never in one aggregate. */
    private static void add(ScaledStage stage, List<KplAggregate> open, int number) {
        String key = Numbered.key(number);
        int shard = (KplAggregate.md5(key.getBytes(StandardCharsets.UTF_8))[0] & 0xFF) * SHARDS / 256;
        open.get(shard).add(key, Numbered.body(number, key));
        if (open.get(shard).size() == AGGREGATE) {
            put(stage, open.set(shard, new KplAggregate()));
        }
    }

    private static void put(ScaledStage stage, KplAggregate aggregate) {
        stage.stream().put(aggregate.partitionKey(), aggregate.encode());
    }
}
