// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The table, to the console and to a file, each case as soon as it is there. What has no column is in a comment. */
final class Report implements AutoCloseable {
    private static final Map<String, String> REMARKS = Map.of(
            Figures.MISSING, "%.0f records not done when the time was up",
            Figures.LOST, "%.0f lost",
            Figures.RESENT, "%.2f %% of entries sent again",
            Figures.THROTTLED, "%.0f throttled calls after the first second",
            Figures.CPU_RATIO, "%.2f of raw's CPU",
            Figures.EMULATOR_CORES, "emulator on %.2f cores meanwhile",
            Figures.READS, "%.0f reads/s",
            Figures.THREADS, "%.0f threads",
            Figures.HEAP_MIB, "%.1f MiB heap after GC",
            Figures.CORES, "%.3f cores");

    private final PrintStream file;

    Report(String name) throws IOException {
        Path path = Files.createDirectories(Path.of("target")).resolve("bench-" + name + ".tsv");
        file = new PrintStream(Files.newOutputStream(path), true, StandardCharsets.UTF_8);
        print("case\tsubject\trecords_per_s\tcpu_s_per_100k\tratio_to_raw");
    }

    void add(BenchCase what, Map<SubjectKind, Map<String, Double>> figures) {
        figures.forEach((kind, of) -> print(String.join(
                "\t",
                what.name(),
                kind.label(),
                cell("%.0f", of.get(Figures.RATE)),
                cell("%.3f", of.get(Figures.CPU)),
                cell("%.3f", of.get(Figures.RATIO)))));
        figures.forEach((kind, of) -> print("# " + what.name() + " " + kind.label() + ": " + remarks(of)));
    }

    private static String cell(String format, Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String remarks(Map<String, Double> figures) {
        return REMARKS.entrySet().stream()
                .filter(remark -> figures.containsKey(remark.getKey()))
                .filter(remark -> !remark.getKey().equals(Figures.MISSING) || figures.get(Figures.MISSING) > 0)
                .map(remark -> cell(remark.getValue(), figures.get(remark.getKey())))
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("-");
    }

    private void print(String line) {
        System.out.println(line);
        file.println(line);
    }

    @Override
    public void close() {
        file.close();
    }
}
