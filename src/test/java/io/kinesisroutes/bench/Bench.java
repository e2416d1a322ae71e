// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import java.util.Map;

/** {@code ./mvnw -Pbench -Dbench=source} or {@code sink}. Prints figures and a verdict; neither is a test that could fail. */
final class Bench {
    private Bench() {}

    /** @param args the name of the benchmark */
    public static void main(String[] args) throws Exception {
        BenchSettings settings = BenchSettings.fromSystemProperties();
        Map<String, List<BenchCase>> benchmarks =
                Map.of("source", new SourceCases(settings).chosen(), "sink", new SinkCases(settings).chosen());
        if (args.length != 1 || !benchmarks.containsKey(args[0])) {
            System.err.println("Which benchmark? -Dbench=source or -Dbench=sink");
            System.exit(2);
        }
        new CaseBenchmark(args[0], benchmarks.get(args[0]), settings).run();
    }
}
