// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import io.kinesisroutes.local.LocalAwsOptions;
import java.time.Duration;

/** The stream's role's session ends several times while records come; the lease table is the deployment's own. */
record ScaledExpiredRole() implements ScaledScenario {

    private static final Duration SESSION = Duration.ofSeconds(5);
    private static final int PER_SECOND = 250;
    private static final int WORKERS = 2;

    @Override
    public String name() {
        return PREFIX + "credentials of the stream's role expired mid-way";
    }

    @Override
    public Setup setup() {
        return Setup.defaults()
                .withShards(4)
                .withAws(LocalAwsOptions.defaults().withSessionLifetime(SESSION))
                .withAccess(Access.ROLE);
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            stage.crew().start(WORKERS);
            Thread.sleep(SESSION.toMillis());
            // As if the clocks disagreed: for a while even what should be valid is refused.
            stage.aws().faults().on("GetRecords").times(8).fail("ExpiredTokenException");
            Thread.sleep(SESSION.toMillis());
        }
    }
}
