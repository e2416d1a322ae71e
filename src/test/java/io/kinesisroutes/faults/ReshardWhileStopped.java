// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;

/** Stopped in an orderly way; when it starts again, the shards it read are closed and hold unread records. */
record ReshardWhileStopped(Position position) implements Scenario {

    @Override
    public String name() {
        return "stop, reshard, start, " + position;
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withPosition(position);
    }

    @Override
    public boolean isQuick() {
        return position == Position.LATEST;
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.publishBefore();
        stage.start();
        stage.publisher().steady(500, 250);
        stage.stop();
        stage.publisher().burst(500);
        Reshard.splitFirst(stage.stream());
        stage.publisher().burst(300);
        Reshard.mergeFirstTwo(stage.stream());
        stage.publisher().burst(300);
        stage.start();
        stage.publisher().steady(400, 250);
    }
}
