// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;

/** Holds numbers of an endpoint's options against what makes sense. */
record OptionRange(Problems problems) {

    void check(String option, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            problems.add(
                    option,
                    String.valueOf(value),
                    "is not in " + lowest + ".." + highest,
                    "Leave it away for a good default");
        }
    }
}
