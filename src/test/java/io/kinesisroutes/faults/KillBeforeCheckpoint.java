// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import java.util.Random;

/** Killed within milliseconds after the first start and after some more, before any checkpoint is due. */
record KillBeforeCheckpoint() implements Scenario {

    private static final int KILLS = 4;
    private static final int PER_SECOND = 300;

    @Override
    public String name() {
        return "restart with LATEST before the first checkpoint, kill-9 x" + KILLS;
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withPosition(Position.LATEST);
    }

    @Override
    public void play(Stage stage) throws Exception {
        Random random = new Random(4);
        stage.publishBefore();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            stage.launch();
            stage.awaitUp();
            // From here on it is up, and nothing may be lost.
            stage.expectFromHere();
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(random.nextInt(30));
                stage.kill();
                Thread.sleep(300);
                stage.launch();
                stage.awaitUp();
            }
            Thread.sleep(1000);
        }
    }
}
