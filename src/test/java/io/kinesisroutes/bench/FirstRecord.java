// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.Tuning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the start of a worker, with no lease table and records that are there, to the first of them: in a JVM that has done
 * nothing yet, and the second time in the same.
 */
record FirstRecord(BenchSettings settings) implements SharedCase {
    private static final int SHARDS = 4;
    private static final long RECORDS = 4000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SECONDS = 8;

    @Override
    public String name() {
        return "kcl-first-record";
    }

    @Override
    public void run(Findings findings) throws Exception {
        try (SharedStage stage = new SharedStage(name(), SHARDS, RECORDS, settings)) {
            if (settings.warmUps() > 0) {
                // The servers too have never done it before.
                coldAndWarm(stage, Tuning.MODERATE);
            }
            for (Tuning tuning : Tuning.values()) {
                List<Map<String, Double>> rounds = new ArrayList<>();
                for (int i = 0; i < settings.rounds(); i++) {
                    rounds.add(coldAndWarm(stage, tuning));
                }
                findings.add(
                        name(),
                        "ours " + tuning.name().toLowerCase(Locale.ROOT),
                        Figures.summary(rounds),
                        List.of(Target.atMost(Figures.SECONDS, SECONDS), Target.atMost(Figures.WARM, SECONDS)));
            }
            Member member = stage.launch();
            findings.add(
                    name(),
                    "raw with its defaults",
                    Map.of(Figures.SECONDS, first(stage, member, SubjectKind.RAW, Tuning.MODERATE)));
        }
    }

    private static Map<String, Double> coldAndWarm(SharedStage stage, Tuning tuning) throws InterruptedException {
        Member member = stage.launch();
        double cold = first(stage, member, SubjectKind.OURS, tuning);
        member.stop();
        double warm = first(stage, member, SubjectKind.OURS, tuning);
        stage.kill(member);
        return Map.of(Figures.SECONDS, cold, Figures.WARM, warm);
    }

    private static double first(SharedStage stage, Member member, SubjectKind kind, Tuning tuning)
            throws InterruptedException {
        stage.forgetLeases();
        Member.Start start = member.start(stage.worker(kind, tuning, false));
        return Await.present(PATIENCE, () -> member.since(start.began()).values().stream()
                        .min(Long::compare))
                .map(first -> (first - start.began()) / 1000.0)
                .orElse(Double.NaN);
    }
}
