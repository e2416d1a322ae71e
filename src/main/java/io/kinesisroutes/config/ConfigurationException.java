// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used; the message lists every {@link Problem} that was found in it. */
public final class ConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param where what was configured, for example {@code aws2-kinesis:orders}
     * @param problems at least one
     */
    public ConfigurationException(String where, List<Problem> problems) {
        super(text(where, problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order in which they were found. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(String where, List<Problem> problems) {
        String head = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "  - " + problem)
                .collect(Collectors.joining("\n", head + " in the configuration of " + where + ":\n", ""));
    }
}
