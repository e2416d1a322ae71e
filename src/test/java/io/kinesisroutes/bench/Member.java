// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker in a JVM of its own as the harness sees it. Not thread-safe. */
final class Member implements AutoCloseable {
    private final ChildJvm jvm;
    private String id = "";

    private Member(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /**
     * When a worker was started, in milliseconds of the machine's clock.
     *
     * @param began when it was told to
     * @param up when its route said that it was
     */
    record Start(long began, long up) {}

    /** A JVM in which no worker runs yet. */
    static Member launch(String name, List<String> jvmOptions) {
        ChildJvm jvm = ChildJvm.start(name, jvmOptions, WorkerMain.class);
        jvm.next();
        return new Member(jvm);
    }

    Start start(WorkerSpec spec) {
        Line answer = jvm.ask(spec.line());
        return new Start(answer.number("began"), answer.number("up"));
    }

    /** When it was given its first record at or after this time, by shard. */
    Map<String, Long> since(long millis) {
        return numbers(jvm.ask(Line.of("since").with("millis", millis)));
    }

    /** What it asked of DynamoDB so far, by action. */
    Map<String, Long> requests() {
        return numbers(jvm.ask(Line.of("requests")));
    }

    private static Map<String, Long> numbers(Line line) {
        Map<String, Long> numbers = new HashMap<>();
        line.values().forEach((name, value) -> numbers.put(name, Long.valueOf(value)));
        return numbers;
    }

    /** Hands its shards over, and leaves the JVM. */
    void stop() {
        jvm.ask(Line.of("stop"));
    }

    /** What the lease table calls it; empty if nobody looked. */
    String id() {
        return id;
    }

    void id(String value) {
        id = value;
    }

    /** As kill -9. */
    @Override
    public void close() {
        jvm.kill();
    }
}
