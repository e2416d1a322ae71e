// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.time.Duration;

/** The records of one shard fail for a while. The other three shards must be done in their usual time. */
record OneShardFails(Duration duration) implements Scenario {

    private static final String SHARD = "shardId-000000000001";
    private static final int RECORDS = 1500;
    private static final int PER_SECOND = 300;
    private static final Duration USUAL = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "one shard's route fails for " + duration.toSeconds() + " s, three others flow";
    }

    @Override
    public Setup setup() {
        // The longest wait between two deliveries of a failing record is 30 s.
        return Setup.defaults()
                .withShards(4)
                .withTrouble(Trouble.failShard(SHARD, duration.toMillis()))
                .withPatience(Duration.ofSeconds(60));
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        stage.publisher().steady(RECORDS, PER_SECOND);
        boolean done = Stage.await(USUAL.toSeconds(), () -> othersDelivered(stage) == othersStored(stage));
        if (!done) {
            stage.complain("the other shards waited: %d of their %d records delivered %d s after the last was published"
                    .formatted(othersDelivered(stage), othersStored(stage), USUAL.toSeconds()));
        }
    }

    private static long othersDelivered(Stage stage) {
        return stage.deliveries().deliveries().stream()
                .filter(delivery -> !delivery.shardId().equals(SHARD))
                .map(Delivery::number)
                .distinct()
                .count();
    }

    private static long othersStored(Stage stage) {
        return stage.stream().records().stream()
                .filter(record -> !record.shardId().equals(SHARD))
                .count();
    }
}
