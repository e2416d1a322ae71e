// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How fast one worker reads what is there, beside the library with the same settings and nothing around its records. */
record SharedThroughput(String name, int shards, BenchSettings settings) implements SharedCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double RATIO = 0.9;

    @Override
    public void run(Findings findings) throws Exception {
        BenchCase what = new BenchCase(
                name,
                Work.SHARE,
                new BenchCase.Service(shards, settings.records(), false, 0, false),
                new BenchCase.Reading(MeterKind.FLOW, 0, 1, 0, PATIENCE),
                0,
                List.of(SubjectKind.RAW, SubjectKind.OURS),
                settings.warmUps(),
                settings.rounds(),
                List.of(Target.atLeast(Figures.RATIO, RATIO)));
        try (CaseRun run = new CaseRun(what, settings)) {
            Map<SubjectKind, Map<String, Double>> figures = run.run();
            figures.forEach((kind, of) ->
                    findings.add(name, kind.label(), of, kind == SubjectKind.OURS ? what.targets() : List.of()));
        }
    }
}
