// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import java.time.Duration;
import java.util.Random;

/** Killed again and again, at any moment, also while it starts, while records keep coming. */
record RandomKills(Position position, int kills, Tearing tearing) implements Scenario {

    private static final int PER_SECOND = 200;
    private static final int WHILE_STARTING_PERCENT = 20;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

    /** What a kill leaves of the checkpoints. */
    enum Tearing {
        NONE,
        /** Beside each checkpoint, half of the next one, which was not renamed yet. */
        HALF_WRITTEN_TEMPORARY_FILE
    }

    @Override
    public String name() {
        String left = tearing == Tearing.NONE ? "" : ", half-written temporary file left";
        return "kill-9 x" + kills + " " + position + left;
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withPosition(position).withCheckpointInterval(CHECKPOINT_INTERVAL);
    }

    @Override
    public void play(Stage stage) throws Exception {
        Random random = new Random(position.ordinal() * 1000L + kills);
        stage.publishBefore();
        stage.start();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            for (int i = 0; i < kills; i++) {
                Thread.sleep(200 + random.nextInt(1600));
                stage.kill();
                leaveBehind(stage);
                Thread.sleep(random.nextInt(500));
                stage.launch();
                if (random.nextInt(100) >= WHILE_STARTING_PERCENT) {
                    stage.awaitUp();
                }
            }
            // The last start may have been cut short; only a subject that is up gets the rest.
            Thread.sleep(1000);
        }
    }

    private void leaveBehind(Stage stage) throws Exception {
        if (tearing == Tearing.HALF_WRITTEN_TEMPORARY_FILE) {
            new CheckpointFiles(stage.checkpoints()).leaveHalfWrittenTemporaryFiles();
        }
    }
}
