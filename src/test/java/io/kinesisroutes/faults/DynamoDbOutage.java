// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.kcl.DynamoDbFront;
import java.time.Duration;
import java.util.function.Consumer;

/** DynamoDB refuses every request, or is not there, for longer than a lease lasts. */
record DynamoDbOutage(String what, Duration duration, Consumer<DynamoDbFront> outage) implements ScaledScenario {

    private static final int PER_SECOND = 200;
    private static final int WORKERS = 2;

    static DynamoDbOutage throttled(Duration duration) {
        return new DynamoDbOutage(
                "DynamoDB throttles",
                duration,
                front -> front.refuseAll("ProvisionedThroughputExceededException", 400));
    }

    static DynamoDbOutage down(Duration duration) {
        return new DynamoDbOutage("DynamoDB down", duration, DynamoDbFront::cut);
    }

    static DynamoDbOutage expiredCredentials(Duration duration) {
        return new DynamoDbOutage(
                "credentials for DynamoDB expired", duration, front -> front.refuseAll("ExpiredTokenException", 400));
    }

    @Override
    public String name() {
        return PREFIX + what + " for " + duration.toSeconds() + " s";
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        Crew crew = stage.crew();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            crew.start(WORKERS);
            Thread.sleep(1500);
            long from = System.currentTimeMillis();
            outage.accept(stage.plane().front());
            Thread.sleep(duration.toMillis());
            stage.plane().front().pass();
            stage.doubt(new Doubt(
                    Doubt.EVERYONE,
                    from - crew.windowMillis(),
                    System.currentTimeMillis(),
                    "what came from %d ms before it until its end".formatted(crew.windowMillis())));
            Thread.sleep(1000);
        }
    }
}
