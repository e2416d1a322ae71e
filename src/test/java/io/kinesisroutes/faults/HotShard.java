// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.BitSet;
import java.util.Map;

/** One shard takes nothing for some seconds; what goes to the others must not wait for it. */
final class HotShard implements SinkScenario.Play {

    private static final int RECORDS = 2_000;
    private static final long FREE_SECONDS = 5;

    @Override
    public void on(SinkStage stage) throws InterruptedException {
        Map<String, String> shards = stage.shardsOfKeys();
        String hot = shards.get(Numbered.key(0));
        stage.aws().faults().on("PutRecords").failShard(hot, "ProvisionedThroughputExceededException");
        Thread feeder = new Thread(() -> send(stage), "feeder");
        feeder.start();
        BitSet free = new BitSet();
        for (int number = 0; number < RECORDS; number++) {
            free.set(number, !shards.get(Numbered.key(number)).equals(hot));
        }
        if (!Stage.await(FREE_SECONDS, () -> isSubset(free, stage.stored()))) {
            stage.complain("records of free shards waited for the hot one");
        }
        stage.aws().faults().clear();
        feeder.join();
    }

    private static boolean isSubset(BitSet wanted, BitSet stored) {
        BitSet missing = (BitSet) wanted.clone();
        missing.andNot(stored);
        return missing.isEmpty();
    }

    private static void send(SinkStage stage) {
        try {
            stage.send(RECORDS, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
