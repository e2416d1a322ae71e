// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import picocli.CommandLine.Model.UsageMessageSpec;

/** How many columns a line may have. */
final class TerminalWidth {

    private static final int NARROWEST = 60;

    private TerminalWidth() {}

    /** What the user's shell says, else what picocli found out or was told, which is 80 where neither knows. */
    static int of(UsageMessageSpec usage) {
        String columns = System.getenv("COLUMNS");
        boolean said = columns != null && columns.matches("[1-9]\\d{0,3}") && usage.autoWidth();
        return Math.max(NARROWEST, said ? Integer.parseInt(columns) : usage.width());
    }
}
