// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.time.Duration;
import java.util.List;

/** Every scenario of workers that share a stream, in the order of the ledger. */
final class ScaledCatalog {

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private ScaledCatalog() {}

    static List<ScaledScenario> of(LedgerSettings settings) {
        // Each worker more is a JVM that starts: the short run has as few as will do.
        int workers = settings.brief() ? 2 : 3;
        return List.of(
                new ScaledFailOnce(settings.brief() ? 1 : 2),
                new KilledWorkers(workers, settings.brief() ? 1 : settings.kills()),
                new KilledCrew(),
                new JoinAndLeave(),
                new RollingRestart(workers),
                ScaledReshard.splitAndMerge(),
                ScaledReshard.updateShardCount(),
                new FrozenWorker(workers),
                DynamoDbOutage.throttled(OUTAGE),
                DynamoDbOutage.down(OUTAGE),
                DynamoDbOutage.expiredCredentials(OUTAGE),
                new ScaledExpiredRole(),
                new ScaledLatest(),
                new ScaledAggregates(Math.min(5, settings.kills())),
                new EvenLeases(4),
                new EvenLeases(8));
    }
}
