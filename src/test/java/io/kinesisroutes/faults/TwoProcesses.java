// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** A second process on the checkpoints of one that runs: it must refuse, and the first go on. */
record TwoProcesses() implements Scenario {

    private static final long REFUSAL_SECONDS = 30;

    @Override
    public String name() {
        return "two processes on one checkpoint file: the second refuses";
    }

    @Override
    public Setup setup() {
        return Setup.defaults();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        stage.publisher().steady(500, 250);
        SubjectProcess second = stage.launchOne();
        try (var records = stage.publisher().inBackground(250)) {
            boolean ended = stage.subject() == Subject.STOCK ? second.awaitExit(6) : second.awaitExit(REFUSAL_SECONDS);
            judge(stage, second, ended);
            Thread.sleep(1000);
        } finally {
            second.kill();
        }
        if (!stage.process().isAlive()) {
            stage.complain("the first process ended too");
        }
    }

    private static void judge(Stage stage, SubjectProcess second, boolean ended) {
        if (!ended || second.exitCode() == 0) {
            stage.complain("the second process started on the first one's checkpoints");
        } else if (!second.output().contains(stage.checkpoints().toString())) {
            stage.complain("the second process did not say which checkpoints are taken: " + second.reason());
        }
    }
}
