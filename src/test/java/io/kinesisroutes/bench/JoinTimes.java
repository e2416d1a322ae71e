// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.Tuning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From when a worker that joins is up until the shards are even. */
record JoinTimes(BenchSettings settings) implements SharedCase {
    static final int LOAD = 20;

    private static final double SECONDS = 10;

    @Override
    public String name() {
        return "kcl-join";
    }

    @Override
    public void run(Findings findings) throws Exception {
        run(findings, 4, List.of(1));
        run(findings, 8, List.of(1, 2));
    }

    private void run(Findings findings, int shards, List<Integer> joining) throws Exception {
        Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();
        for (int i = 0; i < settings.rounds(); i++) {
            try (SharedStage stage = new SharedStage(name(), shards, 0, settings)) {
                stage.load(LOAD);
                Joining crew = new Joining(stage, Tuning.MODERATE, false);
                crew.join(1);
                for (int more : joining) {
                    int before = stage.members().size();
                    String subject = "ours, %d shards, %d to %d".formatted(shards, before, before + more);
                    rounds.computeIfAbsent(subject, name -> new ArrayList<>())
                            .add(Map.of(Figures.SECONDS, crew.join(more)));
                }
            }
        }
        rounds.forEach((subject, all) ->
                findings.add(name(), subject, Figures.summary(all), List.of(Target.atMost(Figures.SECONDS, SECONDS))));
    }
}
