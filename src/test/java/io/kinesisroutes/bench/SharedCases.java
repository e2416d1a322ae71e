// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.time.Duration;
import java.util.List;

/** The cases of workers that share a stream. */
final class SharedCases {
    private final BenchSettings settings;

    SharedCases(BenchSettings settings) {
        this.settings = settings;
    }

    List<SharedCase> chosen() {
        return List.<SharedCase>of(
                        new FirstRecord(settings),
                        new JoinTimes(settings),
                        new KillGaps("kcl-kill", false, settings),
                        new KillGaps("kcl-kill-leader", true, settings),
                        new SharedThroughput("kcl-throughput", 4, settings),
                        new SharedThroughput("kcl-throughput-16", 16, settings),
                        new TableRequests(settings),
                        new CrowdCase(500, 5, Duration.ofMinutes(2), settings),
                        new CrowdCase(1000, 10, Duration.ofMinutes(3), settings),
                        new CrowdCase(2000, 20, Duration.ofMinutes(5), settings))
                .stream()
                .filter(one -> settings.cases().matcher(one.name()).matches())
                .toList();
    }
}
