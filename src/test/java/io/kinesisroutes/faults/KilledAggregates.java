// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.time.Duration;
import java.util.Random;

/**
 * KPL-aggregated records, and a route so slow that each kill falls into the middle of one. An aggregate takes several
 * times the checkpoint interval: a source that can only go on at its beginning delivers more twice than the bound allows.
 */
record KilledAggregates(int kills, int aggregates) implements Scenario {

    private static final int AGGREGATE = 300;
    private static final int SHARDS = 2;
    private static final long ROUTE_MILLIS = 8;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

    @Override
    public String name() {
        return "KPL aggregates, kill-9 x" + kills + " in the middle";
    }

    @Override
    public Setup setup() {
        return Setup.defaults()
                .withShards(SHARDS)
                .withTrouble(Trouble.sleep(ROUTE_MILLIS))
                .withCheckpointInterval(CHECKPOINT_INTERVAL);
    }

    @Override
    public void play(Stage stage) throws Exception {
        AggregatedRecords records = new AggregatedRecords(stage.stream(), AGGREGATE);
        stage.publishWith(records);
        stage.publisher().burst(AGGREGATE * aggregates * SHARDS);
        records.flush();
        Random random = new Random(7);
        stage.start();
        for (int i = 0; i < kills; i++) {
            Thread.sleep(800 + random.nextInt(1200));
            stage.kill();
            stage.launch();
            stage.awaitUp();
        }
    }
}
