// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import io.kinesisroutes.local.LocalStream;
import java.util.List;
import java.util.function.Consumer;

/** The stream is resharded step by step under load. */
record Reshard(String how, Position position, List<Consumer<LocalStream>> steps) implements Scenario {

    private static final int PER_SECOND = 500;
    private static final long STEP_MILLIS = 1500;

    /** Slow enough for two shards that unread records wait in the parents when their children appear. */
    private static final long ROUTE_MILLIS = 5;

    static Reshard splitMergeSplit(Position position) {
        return new Reshard(
                "split, merge, split again",
                position,
                List.of(Reshard::splitFirst, Reshard::mergeFirstTwo, Reshard::splitFirst));
    }

    static Reshard updateShardCount(Position position) {
        return new Reshard(
                "UpdateShardCount 2 -> 8 -> 3",
                position,
                List.of(stream -> stream.updateShardCount(8), stream -> stream.updateShardCount(3)));
    }

    static void splitFirst(LocalStream stream) {
        stream.split(stream.openShardIds().get(0));
    }

    static void mergeFirstTwo(LocalStream stream) {
        stream.merge(stream.openShardIds().get(0), stream.openShardIds().get(1));
    }

    @Override
    public String name() {
        return "reshard under load: " + how + ", " + position;
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withPosition(position).withTrouble(Trouble.sleep(ROUTE_MILLIS));
    }

    /** Of the six, one of each kind of reshard. */
    @Override
    public boolean isQuick() {
        return steps.size() == 2 ? position == Position.TRIM_HORIZON : position == Position.LATEST;
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.publishBefore();
        stage.start();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            for (Consumer<LocalStream> step : steps) {
                Thread.sleep(STEP_MILLIS);
                step.accept(stage.stream());
            }
            Thread.sleep(STEP_MILLIS);
        }
    }
}
