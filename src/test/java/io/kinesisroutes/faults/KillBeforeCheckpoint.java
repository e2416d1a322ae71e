// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import java.util.List;

/** Killed within milliseconds after the first start and after some more, before any checkpoint is due. */
record KillBeforeCheckpoint() implements Scenario {

    /** From when it is up; the first two may leave no time for a delivery, a checkpoint is due after a second. */
    private static final List<Integer> KILLED_AFTER_MILLIS = List.of(3, 20, 300, 700);

    private static final int PER_SECOND = 300;

    @Override
    public String name() {
        return "restart with LATEST before the first checkpoint, kill-9 x" + KILLED_AFTER_MILLIS.size();
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withPosition(Position.LATEST);
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.publishBefore();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            stage.launch();
            stage.awaitUp();
            // From here on it is up, and nothing may be lost.
            stage.expectFromHere();
            for (int millis : KILLED_AFTER_MILLIS) {
                Thread.sleep(millis);
                stage.kill();
                Thread.sleep(300);
                stage.launch();
                stage.awaitUp();
            }
            Thread.sleep(1000);
        }
    }
}
