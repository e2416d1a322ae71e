// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the scenarios and prints a line for each; exits with 1 if one of ours falls short. */
public final class FaultLedger {

    private static final Path LEDGER = Path.of("target", "faults.tsv");
    private static final Path RUNS = Path.of("target", "faults");

    private final LedgerSettings settings;
    private final List<String> failures = new ArrayList<>();

    private FaultLedger(LedgerSettings settings) {
        this.settings = settings;
    }

    /** Takes no arguments; see {@link LedgerSettings} for the system properties. */
    public static void main(String[] args) throws Exception {
        FaultLedger ledger = new FaultLedger(LedgerSettings.fromSystemProperties());
        ledger.run();
        PrintStream out = System.err;
        ledger.failures.forEach(failure -> out.println("FALLS SHORT " + failure));
        // Clients and servers may have left threads behind.
        System.exit(ledger.failures.isEmpty() ? 0 : 1);
    }

    private void run() throws Exception {
        deleteRuns();
        Files.createDirectories(RUNS);
        Files.deleteIfExists(LEDGER);
        print(Line.HEADER);
        int number = playSources(0);
        number = playSinks(number);
        playScaled(number);
    }

    /** Returns the number of the next scenario. */
    private int playSources(int first) throws Exception {
        int number = first;
        for (Scenario scenario : Catalog.of(settings)) {
            if (settings.chooses(scenario.name(), scenario.isQuick())) {
                for (Subject subject : settings.subjects()) {
                    run(scenario, subject, directory(number, subject, scenario.name()));
                }
            }
            number++;
        }
        return number;
    }

    private int playSinks(int first) throws Exception {
        int number = first;
        for (SinkScenario scenario : SinkCatalog.of(settings)) {
            if (settings.chooses(scenario.name(), scenario.isQuick())) {
                for (Subject subject : settings.subjects()) {
                    run(scenario, subject, directory(number, subject, scenario.name()));
                }
            }
            number++;
        }
        return number;
    }

    private void playScaled(int first) throws Exception {
        List<ScaledScenario> scenarios = ScaledCatalog.of(settings);
        if (settings.scaled().isEmpty()
                || scenarios.stream().noneMatch(scenario -> settings.chooses(scenario.name(), scenario.isQuick()))) {
            return;
        }
        int number = first;
        try (LeasePlane plane = new LeasePlane()) {
            for (ScaledScenario scenario : scenarios) {
                for (ScaledSubject subject : settings.scaled()) {
                    if (scenario.subjects().contains(subject)
                            && settings.chooses(scenario.name(), scenario.isQuick())) {
                        run(scenario, subject, plane, directory(number, subject, scenario.name()));
                    }
                }
                number++;
            }
        }
    }

    private static Path directory(int number, Object subject, String scenario) throws IOException {
        Path directory = RUNS.resolve("%02d-%s".formatted(number, subject));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("scenario.txt"), scenario + "\n");
        return directory;
    }

    private void run(SinkScenario scenario, Subject subject, Path directory) throws Exception {
        try (SinkStage stage = new SinkStage(subject, scenario.setup(), directory)) {
            scenario.play().on(stage);
            Line line = SinkLine.of(scenario, stage, !stage.awaitAll());
            enter(line, subject == Subject.OURS, stage.complaints(), directory);
        }
    }

    private void run(Scenario scenario, Subject subject, Path directory) throws Exception {
        try (Stage stage = new Stage(subject, scenario.setup(), settings, directory)) {
            Line line = play(scenario, stage);
            enter(line, subject == Subject.OURS, stage.complaints(), directory);
        }
    }

    private void run(ScaledScenario scenario, ScaledSubject subject, LeasePlane plane, Path directory)
            throws Exception {
        try (ScaledStage stage = new ScaledStage(subject, scenario.setup(), plane, directory)) {
            Line line = new ScaledRun(scenario, stage).line();
            enter(line, subject == ScaledSubject.OURS_KCL, stage.complaints(), directory);
        }
    }

    /** What others than ours do is worth a note, and no failure. */
    private void enter(Line line, boolean ours, List<String> complaints, Path directory) throws IOException {
        print(line.text());
        if (ours) {
            line.judge(complaints);
        }
        for (String complaint : complaints) {
            String text = "%s, %s: %s (see %s)".formatted(line.scenario(), line.subject(), complaint, directory);
            if (ours) {
                failures.add(text);
            }
            System.err.println("note: " + text);
        }
    }

    private static Line play(Scenario scenario, Stage stage) throws Exception {
        boolean stuck;
        try {
            scenario.play(stage);
            stuck = new Finish(stage).isStuck();
            if (!stage.process().isAlive()) {
                stage.complain("it ended by itself: " + stage.process().reason());
            }
        } catch (SubjectFailedException e) {
            stage.complain(e.getMessage());
            stuck = true;
        }
        double seconds = (System.currentTimeMillis() - stage.startedAtMillis()) / 1000.0;
        List<Delivery> deliveries = stage.deliveries().deliveries();
        Setup setup = stage.setup();
        checkUnfinished(stage);
        return new Line(
                scenario.name(),
                stage.subject().toString(),
                stage.expected().size(),
                Tally.of(deliveries, stage.expected()),
                DuplicateBound.of(
                        deliveries,
                        stage.killedAtMillis(),
                        setup.checkpointInterval().toMillis()),
                setup.ordered(),
                stuck,
                seconds);
    }

    private static void checkUnfinished(Stage stage) {
        int most = stage.deliveries().mostUnfinished();
        stage.setup().maxInFlight().stream()
                .filter(limit -> most > limit)
                .forEach(limit -> stage.complain(
                        most + " exchanges of one shard were unfinished at a time, at most " + limit + " may be"));
    }

    private static void print(String line) throws IOException {
        System.out.println(line);
        Files.writeString(LEDGER, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void deleteRuns() throws IOException {
        if (!Files.exists(RUNS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(RUNS)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
