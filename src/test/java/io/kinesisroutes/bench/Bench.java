// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

/** {@code ./mvnw -Pbench -Dbench=source}. Prints figures and a verdict; neither is a test that could fail. */
final class Bench {
    private Bench() {}

    /** @param args the name of the benchmark */
    public static void main(String[] args) throws Exception {
        if (args.length != 1 || !args[0].equals("source")) {
            System.err.println("There is one benchmark so far: -Dbench=source");
            System.exit(2);
        }
        new SourceBenchmark(BenchSettings.fromSystemProperties()).run();
    }
}
