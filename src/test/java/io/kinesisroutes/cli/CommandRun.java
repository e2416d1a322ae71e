// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What one run of the command line left.
 *
 * @param exitCode 0, 1 or 2
 * @param out its standard output
 * @param err its standard error
 */
record CommandRun(int exitCode, String out, String err) {

    /** Runs a command in this JVM, as from a shell without a terminal. */
    static CommandRun of(String... arguments) {
        return of(Ansi.OFF, arguments);
    }

    static CommandRun of(Ansi ansi, String... arguments) {
        return of(KinesisRoutes.commandLine(), ansi, arguments);
    }

    /** Runs a command line that somebody prepared. */
    static CommandRun of(CommandLine line, String... arguments) {
        return of(line, Ansi.OFF, arguments);
    }

    private static CommandRun of(CommandLine line, Ansi ansi, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** All that a person sees, with the exit code as the last line. */
    String screen() {
        return out + err + "exit code " + exitCode + "\n";
    }
}
