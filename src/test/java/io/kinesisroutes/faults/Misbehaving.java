// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.Faults;
import java.time.Duration;
import java.util.function.Consumer;

/** Kinesis answers badly for the whole run. */
record Misbehaving(String name, boolean isQuick, Consumer<Faults> misbehaviour) implements Scenario {

    private static final int RECORDS = 1200;
    private static final int PER_SECOND = 250;

    static Misbehaving throttled(int percent) {
        return new Misbehaving("throttled " + percent + " % of reads", percent > 70, faults -> faults.on("GetRecords")
                .probability(percent / 100.0)
                .fail("ProvisionedThroughputExceededException"));
    }

    static Misbehaving serverErrors(int percent) {
        return new Misbehaving("5xx " + percent + " %", true, faults -> faults.on("*")
                .probability(percent / 100.0)
                .fail("InternalFailureException"));
    }

    static Misbehaving dropped(int percent) {
        return new Misbehaving("connections dropped " + percent + " %", true, faults -> {
            faults.on("*").probability(percent / 200.0).dropBefore();
            faults.on("*").probability(percent / 200.0).dropAfter();
        });
    }

    @Override
    public Setup setup() {
        // With most reads refused, the waits between them grow long.
        return Setup.defaults().withPatience(Duration.ofSeconds(45));
    }

    @Override
    public void play(Stage stage) throws Exception {
        misbehaviour.accept(stage.aws().faults());
        stage.launch();
        stage.awaitUp();
        stage.publisher().steady(RECORDS, PER_SECOND);
    }
}
