// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The checkpoint itself is cut in half while the subject is down. It must not start, and say which file it is; with the
 * file restored it must go on.
 */
record TornCheckpoint() implements Scenario {

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);
    private static final int PER_SECOND = 200;
    private static final long REFUSAL_SECONDS = 30;

    @Override
    public String name() {
        return "kill-9 and a torn checkpoint file: refused by name, restored, goes on";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withCheckpointInterval(CHECKPOINT_INTERVAL);
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            Thread.sleep(2000);
            stage.kill();
            startWithTornFile(stage);
            stage.launch();
            stage.awaitUp();
            Thread.sleep(1000);
        }
    }

    private static void startWithTornFile(Stage stage) throws Exception {
        List<Path> files = new CheckpointFiles(stage.checkpoints()).checkpoints();
        if (files.isEmpty()) {
            stage.complain("has no checkpoint file");
            return;
        }
        Path file = files.get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, CheckpointFiles.half(whole));
        stage.launch();
        boolean ended = stage.process().awaitExit(REFUSAL_SECONDS);
        stage.process().kill();
        if (!ended || stage.process().exitCode() == 0) {
            stage.complain("started on a torn checkpoint file");
        } else if (!stage.process().output().contains(file.getFileName().toString())) {
            stage.complain("did not name the torn file: " + stage.process().reason());
        }
        Files.write(file, whole);
    }
}
