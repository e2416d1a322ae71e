// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Figures one a line, to the console and to a file, as soon as they are there; verdicts at the end. Not thread-safe. */
final class Findings implements AutoCloseable {
    private final PrintStream file;
    private final List<String> verdicts = new ArrayList<>();

    Findings(String benchmark) throws IOException {
        Path path = Files.createDirectories(Path.of("target")).resolve("bench-" + benchmark + ".tsv");
        file = new PrintStream(Files.newOutputStream(path), true, StandardCharsets.UTF_8);
        print("case\tsubject\tfigure\tvalue");
    }

    void add(String name, String subject, Map<String, Double> figures) {
        new TreeMap<>(figures).forEach((figure, value) -> print(String.join("\t", name, subject, figure, text(value))));
    }

    void add(String name, String subject, Map<String, Double> figures, List<Target> targets) {
        add(name, subject, figures);
        targets.forEach(target -> verdicts.add(name + "  " + subject + "  " + target.verdict(figures)));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value >= 1000 ? "%.0f" : "%.3f", value);
    }

    private void print(String line) {
        System.out.println(line);
        file.println(line);
    }

    @Override
    public void close() {
        verdicts.forEach(System.err::println);
        file.close();
    }
}
