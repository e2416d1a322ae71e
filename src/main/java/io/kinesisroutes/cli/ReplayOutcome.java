// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.Arrays;

/** How the replay of a record ended well: it is stored. */
enum ReplayOutcome {
    /** Where it belongs. */
    REPLAYED("replayed"),
    /** In the dead letters, once more. */
    DEAD_LETTERED("dead-lettered");

    private final String text;

    ReplayOutcome(String text) {
        this.text = text;
    }

    /** @return {@code null} if there is none of that name */
    static ReplayOutcome named(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text.equals(text))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return text;
    }
}
