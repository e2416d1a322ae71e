// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast a route does its work, beside the SDK alone and the stock component. */
final class CaseBenchmark implements Benchmark {
    private final String name;
    private final List<BenchCase> cases;
    private final BenchSettings settings;
    private final List<String> verdicts = new ArrayList<>();

    CaseBenchmark(String name, List<BenchCase> cases, BenchSettings settings) {
        this.name = name;
        this.cases = cases;
        this.settings = settings;
    }

    @Override
    public void run() throws IOException, InterruptedException {
        try (Report report = new Report(name)) {
            for (BenchCase what : cases) {
                Map<SubjectKind, Map<String, Double>> figures = figures(what);
                report.add(what, figures);
                Map<String, Double> ours = figures.get(SubjectKind.OURS);
                what.targets().forEach(target -> verdicts.add(what.name() + "  " + target.verdict(ours)));
            }
        }
        verdicts.forEach(System.err::println);
    }

    private Map<SubjectKind, Map<String, Double>> figures(BenchCase what) throws InterruptedException {
        try (CaseRun run = new CaseRun(what, settings)) {
            return run.run();
        }
    }
}
