// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.EnumSet;
import java.util.Set;

/** What is done to workers that share a stream while they read it: one line of the ledger for each subject. Stateless. */
interface ScaledScenario {

    /** What every name begins with. */
    String PREFIX = "scaled out: ";

    /** Unique. */
    String name();

    default Setup setup() {
        return Setup.defaults().withShards(4);
    }

    /** Whose workers it is for: the others than ours show what a user would have without it. */
    default Set<ScaledSubject> subjects() {
        return EnumSet.of(ScaledSubject.OURS_KCL);
    }

    /** Whether it belongs to the short run. */
    default boolean isQuick() {
        return false;
    }

    /** Publishes, starts workers and does the harm; returns once everything is published and a worker runs. */
    void play(ScaledStage stage) throws Exception;
}
