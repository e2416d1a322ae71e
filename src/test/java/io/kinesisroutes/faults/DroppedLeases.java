// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the library gave leases up by itself: at the end of a shard that was merged with one whose lease is not made yet, it
 * does so at one attempt of thirty, without asking how far the shard is.
 */
final class DroppedLeases {

    private static final String DROPPED = "Dropped lease for shutting down ShardConsumer";
    private static final int TIME_LENGTH = "HH:mm:ss.SSS".length();

    private DroppedLeases() {}

    /**
     * What may come twice for that.
     *
     * @param directory with the logs of the workers, of the last day
     * @param windowMillis how long a position may have waited to be saved
     */
    static List<Doubt> in(Path directory, long windowMillis) {
        List<Doubt> doubts = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                try (Stream<String> lines = Files.lines(log)) {
                    lines.filter(line -> line.contains(DROPPED))
                            .map(line -> atMillis(line.substring(0, TIME_LENGTH)))
                            .map(at -> doubt(at, windowMillis))
                            .forEach(doubts::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return doubts;
    }

    private static Doubt doubt(long atMillis, long windowMillis) {
        return new Doubt(
                Doubt.EVERYONE,
                atMillis - windowMillis,
                atMillis,
                "what came in the last %d ms before the library dropped a lease".formatted(windowMillis));
    }

    private static long atMillis(String time) {
        Instant at = LocalTime.parse(time)
                .atDate(LocalDate.now())
                .atZone(ZoneId.systemDefault())
                .toInstant();
        long millis = at.toEpochMilli();
        return at.isAfter(Instant.now()) ? millis - 86_400_000L : millis;
    }
}
