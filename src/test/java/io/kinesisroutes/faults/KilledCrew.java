// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** Every worker is killed, and some started again. */
record KilledCrew() implements ScaledScenario {

    private static final int PER_SECOND = 200;
    private static final int WORKERS = 3;
    private static final int TIMES = 3;

    @Override
    public String name() {
        return PREFIX + "kill-9 of all " + WORKERS + " workers x" + TIMES;
    }

    @Override
    public Setup setup() {
        // Two for each: of fewer the library leaves a worker without any.
        return Setup.defaults().withShards(2 * WORKERS);
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        Crew crew = stage.crew();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            crew.start(WORKERS);
            for (int i = 0; i < TIMES; i++) {
                Thread.sleep(1500);
                for (SubjectProcess worker : crew.workers()) {
                    crew.kill(worker);
                }
                Thread.sleep(500);
                crew.start(WORKERS);
            }
            Thread.sleep(1000);
        }
    }
}
