// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Locale;
import java.util.Map;

/**
 * What ours should reach.
 *
 * @param figure by its name in {@link Figures}
 */
record Target(String figure, boolean least, double bound) {

    static Target atLeast(String figure, double bound) {
        return new Target(figure, true, bound);
    }

    static Target atMost(String figure, double bound) {
        return new Target(figure, false, bound);
    }

    /** As a line for a person. */
    String verdict(Map<String, Double> figures) {
        double value = figures.getOrDefault(figure, Double.NaN);
        boolean met = least ? value >= bound : value <= bound;
        return String.format(
                Locale.ROOT,
                "%-14s %s %s %.2f: %.3f",
                met ? "target met" : "target NOT met",
                figure,
                least ? ">=" : "<=",
                bound,
                value);
    }
}
