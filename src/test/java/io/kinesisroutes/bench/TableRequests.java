// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.Tuning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What two workers ask of DynamoDB for eight shards, without records and with some. */
record TableRequests(BenchSettings settings) implements SharedCase {
    private static final int SHARDS = 8;
    private static final int WORKERS = 2;
    private static final int BUSY = 100;
    private static final long SETTLE_SECONDS = 10;

    @Override
    public String name() {
        return "kcl-requests";
    }

    @Override
    public void run(Findings findings) throws Exception {
        for (Tuning tuning : Tuning.values()) {
            try (SharedStage stage = new SharedStage(name(), SHARDS, 0, settings)) {
                stage.load(JoinTimes.LOAD);
                Joining crew = new Joining(stage, tuning, true);
                for (int i = 0; i < WORKERS; i++) {
                    crew.join(1);
                }
                String subject = "ours " + tuning.name().toLowerCase(Locale.ROOT);
                stage.load(0);
                findings.add(name(), subject + ", idle", rates(stage).figures());
                stage.load(BUSY);
                findings.add(
                        name(),
                        subject + ", " + BUSY + " records/s a shard",
                        rates(stage).figures());
            }
        }
    }

    private RequestRates rates(SharedStage stage) throws InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long began = System.nanoTime();
        List<Map<String, Long>> before = counts(stage);
        TimeUnit.SECONDS.sleep(settings.idleSeconds());
        return RequestRates.between(before, counts(stage), System.nanoTime() - began);
    }

    private static List<Map<String, Long>> counts(SharedStage stage) {
        return stage.members().stream().map(Member::requests).toList();
    }
}
