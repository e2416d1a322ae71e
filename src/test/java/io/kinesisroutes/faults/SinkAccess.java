// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Access;
import io.kinesisroutes.local.LocalAwsOptions;
import java.time.Duration;
import java.util.List;

/** The sink's rights end while it writes. */
final class SinkAccess {

    private static final int RECORDS = 500;
    private static final Setup ROLE = Setup.defaults().withAccess(Access.ROLE);

    private SinkAccess() {}

    static List<SinkScenario> scenarios() {
        return List.of(
                new SinkScenario(
                        "sink credentials expire every 3 s",
                        false,
                        SinkSetup.defaults()
                                .withPlace(ROLE.withAws(
                                        LocalAwsOptions.defaults().withSessionLifetime(Duration.ofSeconds(3)))),
                        SinkAccess::slowly),
                new SinkScenario(
                        "sink access revoked for longer than the delivery timeout",
                        true,
                        SinkSetup.defaults()
                                .withPlace(ROLE)
                                .withDeliveryTimeout(Duration.ofSeconds(2))
                                .withFailures(),
                        SinkAccess::revokedForGood),
                new SinkScenario(
                        "sink access revoked for 3 s and given back",
                        true,
                        SinkSetup.defaults().withPlace(ROLE),
                        SinkAccess::revokedForAWhile));
    }

    private static void slowly(SinkStage stage) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            stage.send(100, 1);
            Thread.sleep(400);
        }
    }

    private static void revokedForGood(SinkStage stage) throws InterruptedException {
        stage.send(RECORDS, 1);
        stage.awaitAll();
        stage.surroundings().revoke();
        stage.send(RECORDS, 1);
        stage.awaitAll();
        if (stage.sent().failures().size() != RECORDS
                || !stage.sent().failures().stream().allMatch(text -> text.contains("AccessDenied"))) {
            stage.complain(
                    "not every exchange failed with the reason: " + stage.sent().kindsOfFailure());
        }
    }

    private static void revokedForAWhile(SinkStage stage) throws InterruptedException {
        stage.send(RECORDS, 1);
        stage.awaitAll();
        stage.surroundings().revoke();
        stage.send(RECORDS, 1);
        Thread.sleep(3_000);
        stage.surroundings().giveBack();
        stage.send(RECORDS, 1);
    }
}
