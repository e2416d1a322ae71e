// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** Each worker is stopped in an orderly way and started again, one after the other, while records keep coming. */
record RollingRestart(int workers) implements ScaledScenario {

    private static final int PER_SECOND = 200;

    @Override
    public String name() {
        return PREFIX + "rolling restart of " + workers + " workers";
    }

    @Override
    public Setup setup() {
        // Two for each: of fewer the library leaves a worker without any.
        return Setup.defaults().withShards(2 * workers);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        Crew crew = stage.crew();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            crew.start(workers);
            for (SubjectProcess worker : crew.workers()) {
                crew.terminate(worker);
                crew.awaitServing(crew.launch());
            }
        }
    }
}
