// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalStream;
import java.util.List;
import java.util.function.Consumer;

/** The stream is resharded step by step under load. */
record ScaledReshard(String how, boolean isQuick, List<Consumer<LocalStream>> steps) implements ScaledScenario {

    private static final int PER_SECOND = 300;
    private static final long STEP_MILLIS = 2000;
    private static final int WORKERS = 2;

    /** Slow enough that unread records wait in the parents when their children appear. */
    private static final long ROUTE_MILLIS = 5;

    static ScaledReshard splitAndMerge() {
        return new ScaledReshard(
                "split, merge, split again",
                true,
                List.of(Reshard::splitFirst, Reshard::mergeFirstTwo, Reshard::splitFirst));
    }

    static ScaledReshard updateShardCount() {
        return new ScaledReshard(
                "UpdateShardCount 4 -> 8 -> 3",
                false,
                List.of(stream -> stream.updateShardCount(8), stream -> stream.updateShardCount(3)));
    }

    @Override
    public String name() {
        return PREFIX + "reshard under load: " + how;
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(4).withTrouble(Trouble.sleep(ROUTE_MILLIS));
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            stage.crew().start(WORKERS);
            for (Consumer<LocalStream> step : steps) {
                step.accept(stage.stream());
                Thread.sleep(STEP_MILLIS);
            }
        }
    }
}
