// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.List;
import java.util.Locale;

/** Where records come from, or where they go: the first word of the settings. */
enum Side {
    SOURCE,
    SINK;

    /** The given one, or both. */
    static List<Side> orBoth(Side side) {
        return side == null ? List.of(values()) : List.of(side);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
