// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The figures of a round or of several, by name. */
final class Figures {
    /** Records a second. */
    static final String RATE = "rate";
    /** CPU seconds of the subject's JVM for {@value #CPU_RECORDS} records. */
    static final String CPU = "cpu";

    static final long CPU_RECORDS = 100_000;
    /** The rate by what it is compared with. */
    static final String RATIO = "ratio";
    /** CPU by that of raw in the same round. */
    static final String CPU_RATIO = "cpu_ratio";
    /** Cores that the emulator used meanwhile. */
    static final String EMULATOR_CORES = "emulator_cores";
    /** GetRecords calls a second, of all shards together. */
    static final String READS = "reads";
    /** Records that were not read before patience ended. */
    static final String MISSING = "missing";
    /** Reads that were refused after the first second. */
    static final String THROTTLED = "throttled";

    /** Records that a subject says are stored and that are not in the stream. */
    static final String LOST = "lost";
    /** Entries of PutRecords beyond one for each stored record, in percent of all. */
    static final String RESENT = "resent";

    /** How long something took. */
    static final String SECONDS = "seconds";
    /** The same in a JVM that has done it before. */
    static final String WARM = "seconds_warm";
    /** Requests to DynamoDB a second that read. */
    static final String TABLE_READS = "dynamodb_reads_per_s";
    /** Requests to DynamoDB a second that write. */
    static final String TABLE_WRITES = "dynamodb_writes_per_s";

    static final String THREADS = "threads";
    static final String HEAP_MIB = "heap_mib";
    static final String CORES = "cores";

    /** What must never happen, so that the worst round counts. */
    private static final Set<String> WORST = Set.of(THROTTLED, MISSING, THREADS, LOST, RESENT, SECONDS, WARM);

    private Figures() {}

    /** The medians of the rounds, each figure by itself. */
    static Map<String, Double> summary(List<Map<String, Double>> rounds) {
        Set<String> names = new TreeSet<>();
        rounds.forEach(round -> names.addAll(round.keySet()));
        Map<String, Double> summary = new HashMap<>();
        for (String name : names) {
            List<Double> values = new ArrayList<>();
            rounds.stream().filter(round -> round.containsKey(name)).forEach(round -> values.add(round.get(name)));
            values.sort(null);
            summary.put(name, WORST.contains(name) ? values.get(values.size() - 1) : median(values));
        }
        return summary;
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
