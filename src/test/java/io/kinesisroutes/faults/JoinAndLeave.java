// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** Workers join one by one, and leave one by one in an orderly way, while records keep coming. */
record JoinAndLeave() implements ScaledScenario {

    private static final int PER_SECOND = 200;
    private static final int WORKERS = 3;

    @Override
    public String name() {
        return PREFIX + "1 to " + WORKERS + " workers join and leave";
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
            crew.start(1);
            while (crew.workers().size() < WORKERS) {
                Thread.sleep(1000);
                crew.start(1);
            }
            while (crew.workers().size() > 1) {
                Thread.sleep(1000);
                crew.terminate(crew.workers().get(0));
                crew.awaitEven();
            }
            Thread.sleep(1000);
        }
    }
}
