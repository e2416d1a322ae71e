// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.concurrent.atomic.AtomicInteger;

/** Tells what went wrong with single envelopes: the first of them to a person, all of them to a program. Thread-safe. */
final class ReplayProblems {

    private static final int TOLD = 10;

    private final Output output;
    private final AtomicInteger seen = new AtomicInteger();

    ReplayProblems(Output output) {
        this.output = output;
    }

    /**
     * @param where the file, and the line in it
     * @param wrong the rest of the sentence
     */
    void add(String where, String wrong) {
        int number = seen.incrementAndGet();
        if (output.isJson()) {
            output.plain(JsonLine.write(
                    JsonLine.object("problem").put("where", where).put("problem", wrong)));
        } else if (number <= TOLD) {
            output.aside(where + " " + TerminalText.safe(wrong));
        }
    }

    /** Says how many were left out. */
    void end() {
        int more = seen.get() - TOLD;
        if (more > 0 && !output.isJson()) {
            output.aside("and " + more + " more like these; --json tells all of them");
        }
    }
}
