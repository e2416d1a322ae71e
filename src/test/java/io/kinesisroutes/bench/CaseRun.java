// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.DynamoDbLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one case: the subjects take turns, so that what slows the machine down meets them all. Not thread-safe. */
final class CaseRun implements AutoCloseable {
    /** A warm-up that takes longer is warm enough. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** Until a shard's allowances, and what the last page overdrew, are full again. */
    private static final Duration RECOVERY = Duration.ofMillis(2500);

    /** What the emulator's log holds: from here on it forgets the oldest. */
    private static final long CALLS_LOGGED = 100_000;

    private final BenchCase what;
    private final EmulatorProcess emulator;
    private final Optional<DynamoDbLocal> leases;
    private final Map<SubjectKind, ChildJvm> subjects = new EnumMap<>(SubjectKind.class);

    CaseRun(BenchCase what, BenchSettings settings) {
        this.what = what;
        emulator = new EmulatorProcess(what.name() + "-server", settings.subjectOptions());
        leases = what.work().shares() ? Optional.of(DynamoDbLocal.start()) : Optional.empty();
        try {
            emulator.prepare(what.work(), what.service());
            for (SubjectKind kind : what.subjects()) {
                String name = what.name() + "-" + kind.label();
                ChildJvm jvm = ChildJvm.start(
                        name,
                        settings.subjectOptions(),
                        SubjectMain.class,
                        kind.name(),
                        what.work().name());
                subjects.put(kind, jvm);
                jvm.next();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The figures of each subject. */
    Map<SubjectKind, Map<String, Double>> run() throws InterruptedException {
        for (int i = 0; i < what.warmUps(); i++) {
            round(patience().compareTo(WARM_UP) < 0 ? patience() : WARM_UP);
        }
        Map<SubjectKind, List<Map<String, Double>>> rounds = new EnumMap<>(SubjectKind.class);
        for (int i = 0; i < what.rounds(); i++) {
            round(patience()).forEach((kind, figures) -> rounds.computeIfAbsent(kind, key -> new ArrayList<>())
                    .add(figures));
        }
        Map<SubjectKind, Map<String, Double>> summaries = new EnumMap<>(SubjectKind.class);
        rounds.forEach((kind, figures) -> summaries.put(kind, Figures.summary(figures)));
        return summaries;
    }

    private Duration patience() {
        return what.reading().patience();
    }

    private Map<SubjectKind, Map<String, Double>> round(Duration patience) throws InterruptedException {
        Line go = RoundSpec.line(what.service(), what.reading())
                .with("patience", patience)
                .with(emulator.access())
                .with(leases.map(local -> Map.of("dynamoDb", local.endpoint())).orElse(Map.of()));
        Map<SubjectKind, Map<String, Double>> round = new EnumMap<>(SubjectKind.class);
        for (SubjectKind kind : what.subjects()) {
            round.put(kind, measure(kind, go));
            System.err.println(what.name() + " " + kind.label() + " " + round.get(kind));
        }
        round.values().forEach(figures -> compare(figures, round.getOrDefault(SubjectKind.RAW, Map.of())));
        return round;
    }

    private Map<String, Double> measure(SubjectKind kind, Line go) throws InterruptedException {
        if (what.limited()) {
            Thread.sleep(RECOVERY.toMillis());
        }
        if (what.work().reads()) {
            emulator.watchCalls();
        }
        if (what.work().writes()) {
            emulator.emptyTarget();
        }
        long startCpu = emulator.cpuNanos();
        long startNanos = System.nanoTime();
        Line result = subjects.get(kind).ask(go);
        double cpu = emulator.cpuNanos() - startCpu;
        double nanos = System.nanoTime() - startNanos;
        Map<String, Double> figures = new HashMap<>();
        result.values().forEach((name, value) -> figures.put(name, Double.valueOf(value)));
        figures.put(Figures.EMULATOR_CORES, cpu / nanos);
        if (what.work().reads()) {
            addRead(figures, nanos);
        }
        if (what.work().writes()) {
            addWritten(figures);
        }
        if (kind == SubjectKind.EMULATOR) {
            figures.put(Figures.CPU, cpu / 1e9 / what.service().records() * Figures.CPU_RECORDS);
        }
        return figures;
    }

    private void addRead(Map<String, Double> figures, double nanos) {
        Line calls = emulator.calls();
        if (calls.number("reads") < CALLS_LOGGED) {
            figures.put(Figures.READS, calls.number("reads") / nanos * 1e9);
        }
        if (what.limited()) {
            figures.put(Figures.THROTTLED, (double) calls.number("throttled"));
        }
    }

    private void addWritten(Map<String, Double> figures) {
        Line target = emulator.target();
        double told = what.service().records() - figures.get(Figures.MISSING);
        double different = target.number("different");
        double entries = target.number("entries");
        figures.put(Figures.LOST, Math.max(0, told - different));
        if (entries > 0) {
            // Stock writes single records with PutRecord, which has no entries.
            figures.put(Figures.RESENT, 100 * (entries - different) / entries);
        }
    }

    private void compare(Map<String, Double> figures, Map<String, Double> raw) {
        if (figures.containsKey(Figures.RATE)) {
            double base = what.base() > 0 ? what.base() : raw.get(Figures.RATE);
            figures.put(Figures.RATIO, figures.get(Figures.RATE) / base);
            figures.put(Figures.CPU_RATIO, figures.get(Figures.CPU) / raw.get(Figures.CPU));
        }
    }

    @Override
    public void close() {
        subjects.values().forEach(ChildJvm::close);
        leases.ifPresent(DynamoDbLocal::close);
        emulator.close();
    }
}
