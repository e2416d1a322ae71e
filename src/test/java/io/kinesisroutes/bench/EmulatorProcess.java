// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import java.util.Map;

/** LocalAws as the harness sees it. Not thread-safe. */
final class EmulatorProcess implements AutoCloseable {
    static final String REGION = "eu-west-1";

    private final ChildJvm jvm;
    private final Map<String, String> access;

    EmulatorProcess(String name, List<String> jvmOptions) {
        jvm = ChildJvm.start(name, jvmOptions, EmulatorMain.class);
        access = jvm.next().values();
    }

    /** Endpoint and credentials, as subjects take them. */
    Map<String, String> access() {
        return access;
    }

    void prepare(Work work, BenchCase.Service service) {
        for (String stream : work.streams()) {
            boolean full = stream.equals(BenchCase.STREAM) && work.reads();
            jvm.ask(Line.of("stream")
                    .with("name", stream)
                    .with("shards", service.shards())
                    .with("records", full ? service.records() : 0)
                    .with("skewed", service.skewed()));
        }
        if (service.latencyMillis() > 0) {
            jvm.ask(Line.of("latency").with("millis", service.latencyMillis()));
        }
        if (service.ratesEnforced()) {
            jvm.ask(Line.of("rates"));
        }
    }

    /** Puts so many records into each shard from now on. */
    void load(int recordsPerSecondAndShard) {
        jvm.ask(Line.of("load").with("perSecond", recordsPerSecondAndShard));
    }

    /** From the next read on. */
    void watchCalls() {
        jvm.ask(Line.of("watch"));
    }

    /** Since they are watched. */
    Line calls() {
        return jvm.ask(Line.of("calls"));
    }

    /** Forgets what was written. */
    void emptyTarget() {
        jvm.ask(Line.of("empty"));
    }

    /** What was written since it was empty. */
    Line target() {
        return jvm.ask(Line.of("target"));
    }

    long cpuNanos() {
        return jvm.ask(Line.of("cpu")).number("nanos");
    }

    @Override
    public void close() {
        jvm.close();
    }
}
