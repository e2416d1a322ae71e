// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.time.Duration;

/** Durations for people. */
final class Durations {

    private Durations() {}

    /** In its two largest units: {@code 3 d 4 h}, {@code 5 min 6 s}, {@code 7 s}, {@code 80 ms}. */
    static String text(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
