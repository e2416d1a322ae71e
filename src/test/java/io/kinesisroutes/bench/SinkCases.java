// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import static io.kinesisroutes.bench.SubjectKind.OURS;
import static io.kinesisroutes.bench.SubjectKind.RAW;
import static io.kinesisroutes.bench.SubjectKind.STOCK;

import io.kinesisroutes.bench.BenchCase.Reading;
import io.kinesisroutes.bench.BenchCase.Service;
import java.time.Duration;
import java.util.List;

/** The cases of the sink, and of both ends together. */
final class SinkCases {
    private static final int SHARDS = 4;
    private static final int LIFTED = 0;
    private static final int AS_AWS = 1;
    private static final int LIST = 500;
    private static final int SHARD_RECORDS_PER_SECOND = 1_000;
    private static final int LIMIT_SECONDS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LIMIT_PATIENCE = Duration.ofSeconds(LIMIT_SECONDS + 5);

    private final BenchSettings settings;

    SinkCases(BenchSettings settings) {
        this.settings = settings;
    }

    List<BenchCase> chosen() {
        return List.of(
                        fast(
                                "sink-single-10ms",
                                1,
                                List.of(Target.atLeast(Figures.RATIO, 0.95), Target.atMost(Figures.CPU_RATIO, 1.35))),
                        fast("sink-list-10ms", LIST, List.of(Target.atLeast(Figures.RATIO, 0.98))),
                        limit("sink-limit-4", SHARDS),
                        limit("sink-limit-64", 64),
                        endToEnd("end-to-end-0ms", 0),
                        endToEnd("end-to-end-10ms", 10))
                .stream()
                .filter(one -> settings.cases().matcher(one.name()).matches())
                .toList();
    }

    /** Half as many records as are read where it is fast. */
    private long records() {
        return settings.records() / 2;
    }

    private BenchCase fast(String name, int list, List<Target> targets) {
        Service service = new Service(SHARDS, records(), false, 10, false);
        Reading writing = new Reading(MeterKind.TOTAL, LIFTED, list, 0, PATIENCE);
        return new BenchCase(
                name,
                Work.WRITE,
                service,
                writing,
                0,
                List.of(RAW, OURS, STOCK),
                settings.warmUps(),
                settings.rounds(),
                targets);
    }

    private BenchCase limit(String name, int shards) {
        double base = (double) shards * SHARD_RECORDS_PER_SECOND;
        Service service = new Service(shards, (long) base * LIMIT_SECONDS, false, 0, true);
        Reading writing = new Reading(MeterKind.STEADY, AS_AWS, 1, 0, LIMIT_PATIENCE);
        List<Target> targets = List.of(
                Target.atLeast(Figures.RATIO, 0.97), Target.atMost(Figures.LOST, 0), Target.atMost(Figures.RESENT, 2));
        return new BenchCase(
                name,
                Work.WRITE,
                service,
                writing,
                base,
                List.of(RAW, OURS),
                Math.min(1, settings.warmUps()),
                settings.rounds(),
                targets);
    }

    private BenchCase endToEnd(String name, int latencyMillis) {
        Service service = new Service(SHARDS, records(), false, latencyMillis, false);
        Reading copying = new Reading(MeterKind.TOTAL, LIFTED, 1, 0, Duration.ofSeconds(60));
        List<Target> targets = List.of(Target.atLeast(Figures.RATIO, 0.8), Target.atMost(Figures.CPU_RATIO, 1.25));
        return new BenchCase(
                name,
                Work.COPY,
                service,
                copying,
                0,
                List.of(RAW, OURS),
                settings.warmUps(),
                settings.rounds(),
                targets);
    }
}
