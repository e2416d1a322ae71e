// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** First started with LATEST, and killed before any checkpoint is due. */
record ScaledLatest() implements ScaledScenario {

    /** From when the start is settled; a checkpoint is due after a second. */
    private static final List<Integer> KILLED_AFTER_MILLIS = List.of(3, 300, 700);

    private static final int PER_SECOND = 300;
    private static final int WORKERS = 2;

    @Override
    public String name() {
        return PREFIX + "restart with LATEST before the first checkpoint, kill-9 of all x" + KILLED_AFTER_MILLIS.size();
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(4).withPosition(Position.LATEST);
    }

    @Override
    public Set<ScaledSubject> subjects() {
        return EnumSet.allOf(ScaledSubject.class);
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        Crew crew = stage.crew();
        stage.publishBefore();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            crew.launch(WORKERS);
            crew.awaitLeases();
            // From here on nothing may be lost.
            stage.expectFromHere();
            for (int millis : KILLED_AFTER_MILLIS) {
                Thread.sleep(millis);
                for (SubjectProcess worker : crew.workers()) {
                    crew.kill(worker);
                }
                Thread.sleep(300);
                crew.launch(WORKERS);
            }
            crew.awaitEven();
            Thread.sleep(1000);
        }
    }
}
