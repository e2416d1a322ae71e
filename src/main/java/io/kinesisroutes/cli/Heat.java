// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Which shards of a stream carry too much. Pure.
 *
 * @param shards that are open
 * @param bytesPerSecond of all shards
 * @param recordsPerSecond of all shards
 */
record Heat(int shards, double bytesPerSecond, double recordsPerSecond) {

    /** A shard that is this full refuses records at the next burst. */
    private static final double NEARLY_FULL = 0.8;

    /** Below it a large share means nothing: somebody sent a few records. */
    private static final double REAL_TRAFFIC = 0.1;

    private static final double TIMES_THE_MEAN = 2;

    static Heat of(int openShards, Collection<Traffic> all) {
        return new Heat(
                openShards,
                all.stream().mapToDouble(Traffic::bytesPerSecond).sum(),
                all.stream().mapToDouble(Traffic::recordsPerSecond).sum());
    }

    /** The shard's part of the stream's bytes, from 0 to 1. */
    double share(Traffic traffic) {
        return part(traffic.bytesPerSecond(), bytesPerSecond);
    }

    private static double part(double some, double all) {
        return all == 0 ? 0 : some / all;
    }

    /** Why a shard is hot; empty if it is not. */
    Optional<String> whyHot(Traffic traffic) {
        double use = traffic.useOfLimit();
        if (use >= NEARLY_FULL) {
            return Optional.of(percent(use) + " of what a shard takes");
        }
        double share = Math.max(share(traffic), part(traffic.recordsPerSecond(), recordsPerSecond));
        double times = share * shards;
        return times > TIMES_THE_MEAN && use >= REAL_TRAFFIC
                ? Optional.of("%.1f times the mean of the shards".formatted(times))
                : Optional.empty();
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }
}
