// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;

/** {@code ./mvnw -Pbench -Dbench=source}, {@code sink} or {@code kcl}. Prints figures and verdicts; none is a test that could fail. */
final class Bench {
    private Bench() {}

    /** @param args the name of the benchmark */
    public static void main(String[] args) throws Exception {
        BenchSettings settings = BenchSettings.fromSystemProperties();
        Map<String, Benchmark> benchmarks = Map.of(
                "source", new CaseBenchmark("source", new SourceCases(settings).chosen(), settings),
                "sink", new CaseBenchmark("sink", new SinkCases(settings).chosen(), settings),
                "kcl", new SharedBenchmark("kcl", new SharedCases(settings).chosen()));
        if (args.length != 1 || !benchmarks.containsKey(args[0])) {
            System.err.println("Which benchmark? -Dbench=source, -Dbench=sink or -Dbench=kcl");
            System.exit(2);
        }
        benchmarks.get(args[0]).run();
    }
}
