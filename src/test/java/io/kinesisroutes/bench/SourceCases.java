// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import static io.kinesisroutes.bench.SubjectKind.EMULATOR;
import static io.kinesisroutes.bench.SubjectKind.OURS;
import static io.kinesisroutes.bench.SubjectKind.RAW;
import static io.kinesisroutes.bench.SubjectKind.STOCK;

import io.kinesisroutes.bench.BenchCase.Reading;
import io.kinesisroutes.bench.BenchCase.Service;
import java.time.Duration;
import java.util.List;

/** The cases of the source. */
final class SourceCases {
    private static final int SHARDS = 4;
    private static final int LIFTED = 0;
    private static final int READS_PER_SECOND = 5;
    private static final int LIST = 500;
    private static final int BLOCKING_MILLIS = 2;
    private static final double SHARD_BYTES_PER_SECOND = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<SubjectKind> ALL = List.of(EMULATOR, RAW, OURS, STOCK);
    private static final List<SubjectKind> WITHOUT_EMULATOR = List.of(RAW, OURS, STOCK);

    private final BenchSettings settings;

    SourceCases(BenchSettings settings) {
        this.settings = settings;
    }

    List<BenchCase> chosen() {
        return List.of(
                        fast(
                                "source-0ms",
                                0,
                                1,
                                false,
                                List.of(Target.atLeast(Figures.RATIO, 0.65), Target.atMost(Figures.CPU_RATIO, 1.7))),
                        fast("source-10ms", 10, 1, false, List.of(Target.atLeast(Figures.RATIO, 0.95))),
                        fast("source-list-0ms", 0, LIST, false, List.of(Target.atLeast(Figures.RATIO, 0.90))),
                        skew(),
                        fast("source-skew-0ms", 0, 1, true, List.of()),
                        blocking(),
                        limits(),
                        idle())
                .stream()
                .filter(one -> settings.cases().matcher(one.name()).matches())
                .toList();
    }

    /** Reads as fast as it can. */
    private BenchCase fast(String name, int latencyMillis, int list, boolean skewed, List<Target> targets) {
        Service service = new Service(SHARDS, settings.records(), skewed, latencyMillis, false);
        Reading reading = new Reading(MeterKind.TOTAL, LIFTED, list, 0, PATIENCE);
        return new BenchCase(name, Work.READ, service, reading, 0, ALL, settings.warmUps(), settings.rounds(), targets);
    }

    /** Within what AWS allows, as three shards that have nothing are no reason to read the one that has slower. */
    private BenchCase skew() {
        Service service = new Service(SHARDS, scaled(100_000), true, 0, true);
        Reading reading = new Reading(MeterKind.PACE, READS_PER_SECOND, 1, 0, Duration.ofSeconds(15));
        return slow("source-skew", service, reading, 0, List.of(Target.atLeast(Figures.RATIO, 0.9)));
    }

    private BenchCase blocking() {
        Service service = new Service(SHARDS, scaled(12_000), false, 0, false);
        Reading reading = new Reading(MeterKind.TOTAL, READS_PER_SECOND, 1, BLOCKING_MILLIS, Duration.ofSeconds(20));
        double base = SHARDS * 1000.0 / BLOCKING_MILLIS;
        return slow("source-blocking", service, reading, base, List.of(Target.atLeast(Figures.RATIO, 0.9)));
    }

    private BenchCase limits() {
        Service service = new Service(SHARDS, scaled(600_000), false, 0, true);
        Reading reading = new Reading(MeterKind.PACE, READS_PER_SECOND, 1, 0, Duration.ofSeconds(25));
        double base = SHARDS * SHARD_BYTES_PER_SECOND / (Workload.DATA_BYTES + Keys.BYTES);
        return slow(
                "source-limits",
                service,
                reading,
                base,
                List.of(Target.atLeast(Figures.RATIO, 0.97), Target.atMost(Figures.THROTTLED, 0)));
    }

    private BenchCase idle() {
        Service service = new Service(1000, 0, false, 0, false);
        Reading reading =
                new Reading(MeterKind.IDLE, READS_PER_SECOND, 1, 0, Duration.ofSeconds(settings.idleSeconds()));
        List<Target> targets = List.of(Target.atMost(Figures.THREADS, 40), Target.atMost(Figures.CORES, 0.25));
        return new BenchCase("source-1000-shards", Work.READ, service, reading, 0, List.of(OURS, STOCK), 0, 1, targets);
    }

    /** What waits most of the time needs to be warm only once. */
    private BenchCase slow(String name, Service service, Reading reading, double base, List<Target> targets) {
        int warmUps = Math.min(1, settings.warmUps());
        return new BenchCase(
                name, Work.READ, service, reading, base, WITHOUT_EMULATOR, warmUps, settings.rounds(), targets);
    }

    /** Fewer where somebody asks for fewer than the cases are made for. */
    private long scaled(long records) {
        return records * Math.min(settings.records(), BenchSettings.RECORDS) / BenchSettings.RECORDS;
    }
}
