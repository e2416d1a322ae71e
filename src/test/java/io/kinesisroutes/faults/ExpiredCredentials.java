// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import io.kinesisroutes.local.LocalAwsOptions;
import java.time.Duration;

/** The role's session ends twice while records come. Stock got the credentials of such a session. */
record ExpiredCredentials() implements Scenario {

    private static final Duration SESSION = Duration.ofSeconds(5);
    private static final int RECORDS = 2500;

    @Override
    public String name() {
        return "credentials expired mid-way";
    }

    @Override
    public Setup setup() {
        return Setup.defaults()
                .withAws(LocalAwsOptions.defaults().withSessionLifetime(SESSION))
                .withAccess(Access.ROLE);
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        stage.publisher().steady(RECORDS / 2, 250);
        // As if the clocks disagreed: for a while even what should be valid is refused.
        stage.aws().faults().on("GetRecords").times(4).fail("ExpiredTokenException");
        stage.publisher().steady(RECORDS / 2, 250);
    }
}
