// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.DynamoDbFront.Answer;
import java.time.Duration;

/** DynamoDB refuses every request, or is not there, for longer than a lease lasts. */
record DynamoDbOutage(String what, Answer answer, Duration duration) implements ScaledScenario {

    private static final int PER_SECOND = 200;
    private static final int WORKERS = 2;

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
            stage.plane().answer(answer);
            Thread.sleep(duration.toMillis());
            stage.plane().answer(Answer.DYNAMO_DB);
            stage.doubt(new Doubt(
                    Doubt.EVERYONE,
                    from - crew.windowMillis(),
                    System.currentTimeMillis(),
                    "what came from %d ms before it until its end".formatted(crew.windowMillis())));
            Thread.sleep(1000);
        }
    }
}
