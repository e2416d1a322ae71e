// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a configuration, so that a user reads all of it at once instead of one error a start. Not
 * thread-safe: one instance serves one check.
 */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Notes one problem; the parameters are those of {@link Problem}. */
    public void add(String option, String value, String wrong, String advice) {
        found.add(new Problem(option, value, wrong, advice));
    }

    /** Adds what was noted here to what was noted there. */
    public void copyTo(Problems others) {
        others.found.addAll(found);
    }

    /** Whether nothing was noted so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Ends the check.
     *
     * @param where what was configured, for example {@code aws2-kinesis:orders}
     * @throws ConfigurationException if anything was noted
     */
    public void throwIfAny(String where) {
        if (!found.isEmpty()) {
            throw new ConfigurationException(where, found);
        }
    }
}
