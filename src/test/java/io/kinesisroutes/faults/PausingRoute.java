// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalAwsOptions;
import java.time.Duration;

/** A step of the route takes longer than an iterator lives. */
record PausingRoute() implements Scenario {

    private static final Duration LIFETIME = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(6);
    private static final int RECORDS = 1000;

    @Override
    public String name() {
        return "route pauses longer than an iterator lives";
    }

    @Override
    public Setup setup() {
        return Setup.defaults()
                .withAws(LocalAwsOptions.defaults().withIteratorLifetime(LIFETIME))
                .withTrouble(Trouble.pauseAt(RECORDS / 3, PAUSE.toMillis()));
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        stage.publisher().steady(RECORDS, 250);
    }
}
