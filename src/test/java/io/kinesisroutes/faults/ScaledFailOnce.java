// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.EnumSet;
import java.util.Set;

/** One record fails once; nobody configured a redelivery. */
record ScaledFailOnce() implements ScaledScenario {

    private static final int RECORDS = 1000;
    private static final int PER_SECOND = 250;
    private static final int WORKERS = 2;

    @Override
    public String name() {
        return PREFIX + "fail-once";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(4).withTrouble(Trouble.failNumber(RECORDS / 2, 1));
    }

    @Override
    public Set<ScaledSubject> subjects() {
        return EnumSet.allOf(ScaledSubject.class);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        stage.crew().start(WORKERS);
        stage.publisher().steady(RECORDS, PER_SECOND);
    }
}
