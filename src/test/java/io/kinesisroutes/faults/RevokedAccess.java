// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import java.time.Duration;

/** The owner takes the permission away and gives it back some seconds later. */
record RevokedAccess() implements Scenario {

    private static final int PER_SECOND = 250;

    @Override
    public String name() {
        return "access revoked for 5 s and given back";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withAccess(Access.ROLE).withPatience(Duration.ofSeconds(45));
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        stage.publisher().steady(500, PER_SECOND);
        stage.surroundings().revoke();
        stage.publisher().steady(5 * PER_SECOND, PER_SECOND);
        stage.surroundings().giveBack();
        stage.publisher().steady(250, PER_SECOND);
    }
}
