// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.config.Problems;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the commands about policies have in common: they read the settings, tell every problem at once, then work. */
abstract class PolicyTask implements Callable<Integer> {

    static final String WHERE = "the command";

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private Output out;

    @Override
    public final Integer call() {
        try (Settings settings = settingsOptions.open()) {
            Problems problems = new Problems();
            PolicySides sides = PolicySides.read(settings, side(problems), problems);
            check(settings, sides, problems);
            problems.throwIfAny(WHERE);
            return work(sides, out);
        }
    }

    /** @return {@code null} for both */
    abstract Side side(Problems problems);

    /** Notes what is wrong with the options; asks AWS nothing. */
    abstract void check(Settings settings, PolicySides sides, Problems problems);

    /** Does it; the options are good. */
    abstract int work(PolicySides sides, Output out);
}
