// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast a route gets a stream's records, beside the SDK alone and the stock component. */
final class SourceBenchmark {
    private final BenchSettings settings;
    private final List<String> verdicts = new ArrayList<>();

    SourceBenchmark(BenchSettings settings) {
        this.settings = settings;
    }

    void run() throws IOException, InterruptedException {
        try (Report report = new Report("source")) {
            for (SourceCase what : new SourceCases(settings).chosen()) {
                Map<SubjectKind, Map<String, Double>> figures = figures(what);
                report.add(what, figures);
                Map<String, Double> ours = figures.get(SubjectKind.OURS);
                what.targets().forEach(target -> verdicts.add(what.name() + "  " + target.verdict(ours)));
            }
        }
        verdicts.forEach(System.err::println);
    }

    private Map<SubjectKind, Map<String, Double>> figures(SourceCase what) throws InterruptedException {
        try (CaseRun run = new CaseRun(what, settings)) {
            return run.run();
        }
    }
}
