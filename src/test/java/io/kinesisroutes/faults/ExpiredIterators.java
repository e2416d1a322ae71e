// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalAwsOptions;
import io.kinesisroutes.local.MutableClock;
import java.time.Duration;

/** Every iterator expires at once, twice: AWS's clock is put forward by more than an iterator lives. */
record ExpiredIterators() implements Scenario {

    private static final Duration FORWARD = Duration.ofMinutes(6);
    private static final int RECORDS = 400;
    private static final int PER_SECOND = 250;

    @Override
    public String name() {
        return "iterator expired mid-way";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withAws(LocalAwsOptions.defaults().withClock(new MutableClock()));
    }

    @Override
    public void play(Stage stage) throws Exception {
        MutableClock clock = (MutableClock) stage.setup().aws().clock();
        stage.start();
        stage.publisher().steady(RECORDS, PER_SECOND);
        clock.advance(FORWARD);
        stage.publisher().steady(RECORDS, PER_SECOND);
        clock.advance(FORWARD);
        stage.publisher().steady(RECORDS, PER_SECOND);
    }
}
