// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was not seen for how long. A listing may miss a file that is renamed meanwhile, and a disk may not be mounted for a
 * moment: only what is away for an hour is gone. Not thread-safe.
 */
final class Absences {

    private static final Duration GONE = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();

    Absences(Clock clock) {
        this.clock = clock;
    }

    /** Notes which of those that are known are here now. */
    void look(Collection<String> known, Collection<String> here) {
        Set<String> away = new HashSet<>(known);
        away.removeAll(here);
        since.keySet().retainAll(away);
        away.forEach(key -> since.putIfAbsent(key, clock.instant()));
    }

    /** Those that are gone. */
    Set<String> gone() {
        Set<String> gone = new HashSet<>();
        since.forEach((key, moment) -> {
            if (!clock.instant().isBefore(moment.plus(GONE))) {
                gone.add(key);
            }
        });
        return gone;
    }
}
