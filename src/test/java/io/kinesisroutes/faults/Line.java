// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;
import java.util.Locale;

/**
 * One line of the ledger.
 *
 * @param bound the most records that may come twice
 * @param ordered whether the order counts
 */
record Line(
        String scenario,
        String subject,
        int sent,
        Tally tally,
        DuplicateBound bound,
        boolean ordered,
        boolean stuck,
        double seconds) {

    static final String HEADER =
            String.join("\t", "scenario", "subject", "sent", "lost", "duplicated", "out_of_order", "stuck", "seconds");

    String text() {
        return String.join(
                "\t",
                "%s (%s)".formatted(scenario, bound),
                subject,
                String.valueOf(sent),
                String.valueOf(tally.lost()),
                String.valueOf(tally.duplicated()),
                ordered ? String.valueOf(tally.outOfOrder()) : "-",
                stuck ? "yes" : "no",
                String.format(Locale.ROOT, "%.1f", seconds));
    }

    /** Adds what is wrong with it, measured by what we promise. */
    void judge(List<String> complaints) {
        if (tally.lost() > 0) {
            complaints.add("lost " + tally.lost() + " of " + sent);
        }
        if (tally.duplicated() > bound.duplicates()) {
            complaints.add("delivered " + tally.duplicated() + " twice, at most " + bound.duplicates() + " may be");
        }
        if (ordered && tally.outOfOrder() > 0) {
            complaints.add("delivered " + tally.outOfOrder() + " out of order");
        }
        if (tally.unwanted() > 0) {
            complaints.add("delivered " + tally.unwanted() + " from before the position that was asked for");
        }
        if (stuck) {
            complaints.add("stands still");
        }
    }
}
