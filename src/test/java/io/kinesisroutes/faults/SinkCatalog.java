// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every scenario of the sink, in the order of the ledger. */
final class SinkCatalog {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final String INTERNAL = "InternalFailure";
    private static final int RECORDS = 3_000;

    private SinkCatalog() {}

    static List<SinkScenario> of(LedgerSettings settings) {
        List<SinkScenario> scenarios = new ArrayList<>();
        for (int perExchange : new int[] {1, 100, 1_200}) {
            scenarios.add(entriesFail(1, 6_000, perExchange));
            scenarios.add(entriesFail(30, settings.brief() ? RECORDS / 3 : RECORDS, perExchange));
            scenarios.add(entriesFail(70, 1_000, perExchange));
        }
        scenarios.add(
                badRequests("PutRecords 5xx 20 %", rule -> rule.probability(0.2).fail("InternalFailureException")));
        scenarios.add(badRequests(
                "connections dropped before the write 10 %",
                rule -> rule.probability(0.1).dropBefore()));
        scenarios.add(droppedAfterTheWrite());
        scenarios.add(latencySpikes());
        scenarios.add(new SinkScenario("one hot shard throttled", true, SinkSetup.defaults(), new HotShard()));
        scenarios.addAll(SinkAccess.scenarios());
        scenarios.addAll(SinkSizes.scenarios());
        scenarios.addAll(SinkBodies.scenarios());
        scenarios.add(new SinkScenario(
                "stop with 10,000 buffered",
                true,
                SinkSetup.defaults().withFailures(),
                SinkCatalog::stopWhileBuffered));
        return scenarios;
    }

    private static SinkScenario entriesFail(int percent, int records, int perExchange) {
        String exchanges = perExchange == 1 ? "single exchanges" : "lists of " + perExchange;
        return new SinkScenario(
                percent + " % of entries fail, " + exchanges, percent == 30, SinkSetup.defaults(), stage -> {
                    // The first of two faults that strikes a call wins, so calls fail in one way or the other.
                    stage.aws().faults().on("PutRecords").probability(0.5).failEntries(percent / 100.0, THROTTLED);
                    stage.aws().faults().on("PutRecords").failEntries(percent / 100.0, INTERNAL);
                    stage.send(records, perExchange);
                });
    }

    private interface Harm {
        void on(FaultRule rule);
    }

    private static SinkScenario badRequests(String name, Harm harm) {
        return new SinkScenario(name, true, SinkSetup.defaults(), stage -> {
            harm.on(stage.aws().faults().on("PutRecords"));
            stage.send(RECORDS, 1);
        });
    }

    private static SinkScenario droppedAfterTheWrite() {
        return new SinkScenario(
                "connections dropped after the write 10 %",
                true, SinkSetup.defaults(), stage -> {
                    stage.aws().faults().on("PutRecords").probability(0.1).dropAfter();
                    stage.send(RECORDS, 1);
                    stage.awaitAll();
                    // Of a key one record is under way at a time, so a request holds no more than there are keys.
                    long lostAnswers = stage.aws()
                            .calls()
                            .count(call -> call.operation().equals("PutRecords") && call.httpStatus() == 0);
                    stage.mayStoreTwice((int) lostAnswers * Numbered.KEYS);
                });
    }

    private static SinkScenario latencySpikes() {
        return new SinkScenario(
                "latency spikes to 5 s, 1 %",
                false, SinkSetup.defaults(), stage -> {
                    stage.aws()
                            .faults()
                            .on("PutRecords")
                            .probability(0.01)
                            .delay(Duration.ofSeconds(2), Duration.ofSeconds(5));
                    stage.send(RECORDS, 1);
                });
    }

    private static void stopWhileBuffered(SinkStage stage) throws InterruptedException {
        stage.aws().faults().on("PutRecords").delay(Duration.ofSeconds(1));
        Thread feeder = new Thread(() -> sendAll(stage), "feeder");
        feeder.start();
        Stage.await(30, () -> stage.sent().numbered() == 10_000 || stage.subject() == Subject.STOCK);
        stage.stopProducer();
        // Stock waits for each request: at its pace the rest would take hours.
        stage.aws().faults().clear();
        feeder.join();
    }

    private static void sendAll(SinkStage stage) {
        try {
            stage.send(10_000, 1, 10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
