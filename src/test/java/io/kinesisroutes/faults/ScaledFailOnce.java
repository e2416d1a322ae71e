// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** One record fails once; nobody configured a redelivery. */
record ScaledFailOnce(int workers) implements ScaledScenario {

    private static final int PER_SECOND = 250;
    private static final String FAILING = "failing";

    @Override
    public String name() {
        return PREFIX + "fail-once";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(4).withTrouble(Trouble.failKey(FAILING));
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
        AtomicBoolean fail = new AtomicBoolean();
        stage.publishWith(number -> {
            String key = fail.getAndSet(false) ? FAILING : Numbered.key(number);
            stage.stream().put(key, Numbered.body(number, key));
        });
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            stage.crew().start(workers);
            Thread.sleep(1000);
            fail.set(true);
            Thread.sleep(2000);
        }
    }
}
