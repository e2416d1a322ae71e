// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What to run, from system properties.
 *
 * @param only scenarios whose name this finds
 * @param subjects ours, stock or both, in this order
 * @param kills how often the scenarios of random kills kill
 * @param brief the quick scenarios only, with less load
 */
record LedgerSettings(Pattern only, List<Subject> subjects, int kills, boolean brief) {

    private static final int BRIEF_KILLS = 3;

    static LedgerSettings fromSystemProperties() {
        boolean brief = Boolean.getBoolean("faults.short");
        String subjects = brief ? "ours" : System.getProperty("faults.subjects", "ours,stock");
        return new LedgerSettings(
                Pattern.compile(System.getProperty("faults.only", "")),
                Arrays.stream(subjects.split(",", -1))
                        .map(name -> Subject.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                        .toList(),
                brief ? BRIEF_KILLS : Integer.getInteger("faults.kills", 20),
                brief);
    }

    boolean chooses(String scenario, boolean isQuick) {
        return only.matcher(scenario).find() && (!brief || isQuick);
    }
}
