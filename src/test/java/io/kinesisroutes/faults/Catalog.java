// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.RandomKills.Tearing;
import io.kinesisroutes.faults.Setup.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every scenario, in the order of the ledger. */
final class Catalog {

    private Catalog() {}

    static List<Scenario> of(LedgerSettings settings) {
        List<Scenario> scenarios = new ArrayList<>();
        failures(scenarios);
        kills(scenarios, settings);
        reshards(scenarios);
        badAnswers(scenarios);
        routes(scenarios, settings);
        scenarios.add(settings.brief() ? new KilledAggregates(2, 2) : new KilledAggregates(5, 5));
        scenarios.add(new TwoProcesses());
        scenarios.add(new KinesisToKinesis(settings.brief() ? 2 : 5));
        return scenarios;
    }

    private static void failures(List<Scenario> scenarios) {
        scenarios.add(new FailOnce(RouteKind.NO_ERROR_HANDLER));
        scenarios.add(new FailOnce(RouteKind.PLAIN));
        scenarios.add(new FailOnce(RouteKind.DEAD_LETTER_CHANNEL));
    }

    private static void kills(List<Scenario> scenarios, LedgerSettings settings) {
        scenarios.add(new RandomKills(Position.LATEST, settings.kills(), Tearing.NONE));
        scenarios.add(new RandomKills(Position.TRIM_HORIZON, settings.kills(), Tearing.NONE));
        scenarios.add(
                new RandomKills(Position.LATEST, Math.min(5, settings.kills()), Tearing.HALF_WRITTEN_TEMPORARY_FILE));
        scenarios.add(new TornCheckpoint());
        scenarios.add(new KillBeforeCheckpoint());
    }

    private static void reshards(List<Scenario> scenarios) {
        for (Position position : Position.values()) {
            scenarios.add(Reshard.splitMergeSplit(position));
            scenarios.add(Reshard.updateShardCount(position));
        }
        for (Position position : Position.values()) {
            scenarios.add(new ReshardWhileStopped(position));
        }
        scenarios.add(new ManyShards());
    }

    private static void badAnswers(List<Scenario> scenarios) {
        scenarios.add(new ExpiredIterators());
        scenarios.add(new PausingRoute());
        scenarios.add(Misbehaving.throttled(30));
        scenarios.add(Misbehaving.throttled(70));
        scenarios.add(Misbehaving.throttled(90));
        scenarios.add(Misbehaving.serverErrors(20));
        scenarios.add(Misbehaving.dropped(10));
        scenarios.add(new ExpiredCredentials());
        scenarios.add(new RevokedAccess());
    }

    private static void routes(List<Scenario> scenarios, LedgerSettings settings) {
        scenarios.add(AsyncRoute.threads());
        scenarios.add(AsyncRoute.threadsOneAtATime());
        scenarios.add(AsyncRoute.delay());
        scenarios.add(AsyncRoute.delayOneAtATime());
        scenarios.add(AsyncRoute.splitter());
        scenarios.add(AsyncRoute.batchingSink());
        scenarios.add(new OneShardFails(Duration.ofSeconds(settings.brief() ? 5 : 30)));
    }
}
