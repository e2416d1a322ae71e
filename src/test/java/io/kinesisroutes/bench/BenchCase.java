// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.time.Duration;
import java.util.List;

/**
 * One thing to measure. Immutable.
 *
 * @param work what the subjects do
 * @param base what the rates are divided by; 0: the rate of raw in the same round
 * @param subjects in the order of a round
 * @param warmUps rounds before those that count
 * @param rounds that count
 */
record BenchCase(
        String name,
        Work work,
        Service service,
        Reading reading,
        double base,
        List<SubjectKind> subjects,
        int warmUps,
        int rounds,
        List<Target> targets) {
    static final String STREAM = "bench";
    /** Where subjects that write write to. */
    static final String TARGET = "bench-target";

    /**
     * What the emulator serves.
     *
     * @param skewed everything in the first shard
     * @param latencyMillis added to every answer
     * @param ratesEnforced as AWS does: reads and bytes a second for each shard
     */
    record Service(int shards, long records, boolean skewed, int latencyMillis, boolean ratesEnforced) {}

    /**
     * How a subject reads, or writes.
     *
     * @param readsPerSecond from a shard, or 1 for whatever a shard takes; 0: as often as it can
     * @param sleepMillis for each record, in the route
     * @param patience after which a round ends with what was read until then
     */
    record Reading(MeterKind meter, int readsPerSecond, int recordsPerExchange, int sleepMillis, Duration patience) {}

    /** Whether the emulator's own limits of reading make it necessary to let them recover between rounds. */
    boolean limited() {
        return service.ratesEnforced();
    }
}
