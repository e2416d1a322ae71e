// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.Tuning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From kill -9 of one of three workers until the others have delivered from each of its shards.
 *
 * @param ofLeader whether that worker is the one that gives leases out
 */
record KillGaps(String name, boolean ofLeader, BenchSettings settings) implements SharedCase {
    private static final int WORKERS = 3;
    private static final int SHARDS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double SECONDS = 15;

    @Override
    public void run(Findings findings) throws Exception {
        for (Tuning tuning : Tuning.values()) {
            List<Map<String, Double>> rounds = new ArrayList<>();
            for (int i = 0; i < settings.rounds(); i++) {
                rounds.add(Map.of(Figures.SECONDS, gap(tuning)));
            }
            findings.add(
                    name,
                    "ours " + tuning.name().toLowerCase(Locale.ROOT),
                    Figures.summary(rounds),
                    List.of(Target.atMost(Figures.SECONDS, SECONDS)));
        }
    }

    private double gap(Tuning tuning) throws InterruptedException {
        try (SharedStage stage = new SharedStage(name, SHARDS, 0, settings)) {
            stage.load(JoinTimes.LOAD);
            Joining crew = new Joining(stage, tuning, false);
            for (int i = 0; i < WORKERS; i++) {
                crew.join(1);
            }
            LeaseView leases = stage.leases();
            Member victim = victim(stage, leases);
            Set<String> shards = leases.shardsOf(Set.of(victim.id()));
            long killed = System.currentTimeMillis();
            stage.kill(victim);
            return Await.present(PATIENCE, () -> last(Deliveries.since(stage.members(), killed), shards))
                    .map(last -> (last - killed) / 1000.0)
                    .orElse(Double.NaN);
        }
    }

    private Member victim(SharedStage stage, LeaseView leases) {
        return stage.members().stream()
                .filter(member -> member.id().equals(leases.leader()) == ofLeader)
                .filter(member -> leases.workers().contains(member.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody to kill: " + leases));
    }

    private static Optional<Long> last(Map<String, Long> first, Set<String> shards) {
        return first.keySet().containsAll(shards)
                ? shards.stream().map(first::get).max(Long::compare)
                : Optional.empty();
    }
}
