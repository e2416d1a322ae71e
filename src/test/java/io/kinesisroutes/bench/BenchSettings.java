// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What can be asked for with {@code -Dbench.*}. Immutable.
 *
 * @param cases which to run, by name
 * @param records in the fast cases; less than {@value #RECORDS} shortens the others too
 * @param subjectOptions for the JVMs of the subjects and the emulator; {@code {name}} becomes the process's name
 */
record BenchSettings(
        Pattern cases, int rounds, int warmUps, long records, int idleSeconds, List<String> subjectOptions) {
    static final int RECORDS = 1_000_000;
    /** The same for all, so that no subject gains by a larger heap. */
    private static final String HEAP = "-Xmx2g";

    static BenchSettings fromSystemProperties() {
        return new BenchSettings(
                Pattern.compile(System.getProperty("bench.case", ".*")),
                Integer.getInteger("bench.rounds", 5),
                Integer.getInteger("bench.warmups", 5),
                Long.getLong("bench.records", RECORDS),
                Integer.getInteger("bench.idle", 60),
                options());
    }

    private static List<String> options() {
        String given = System.getProperty("bench.jvm", "").trim();
        return Pattern.compile(" +")
                .splitAsStream(HEAP + " " + given)
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
