// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.EnumSet;
import java.util.Set;

/** One record of each worker fails once; nobody configured a redelivery. */
record ScaledFailOnce() implements ScaledScenario {

    private static final int PER_SECOND = 250;
    private static final int FAILING = 300;
    private static final int BEFORE = 500;
    private static final int WORKERS = 2;

    @Override
    public String name() {
        return PREFIX + "fail-once";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(4).withTrouble(Trouble.failNth(FAILING));
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
        // With the first records there already, as the KCL by itself does not spread the shards of an idle stream.
        stage.publisher().burst(BEFORE);
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            stage.crew().start(WORKERS);
            Thread.sleep(3000);
        }
    }
}
