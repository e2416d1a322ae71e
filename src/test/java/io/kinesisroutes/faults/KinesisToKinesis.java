// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;

/** The source in front of the sink, both killed again and again: what was not stored is delivered again. */
record KinesisToKinesis(int kills) implements Scenario {

    private static final int PER_SECOND = 200;

    @Override
    public String name() {
        return "kinesis to kinesis, kill-9 x" + kills;
    }

    @Override
    public Setup setup() {
        // The order in which the sink's completions are noted says nothing; that of the copy is looked at below.
        return Setup.defaults().withRoute(RouteKind.KINESIS_SINK).withOrdered(false);
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            for (int i = 0; i < kills; i++) {
                Thread.sleep(1500);
                stage.kill();
                stage.launch();
                stage.awaitUp();
            }
            Thread.sleep(1000);
        }
        Stage.await(20, () -> missing(stage) == 0);
        check(stage);
    }

    private static int missing(Stage stage) {
        return Tally.of(copied(stage), stage.expected()).lost();
    }

    private static void check(Stage stage) {
        Tally copy = Tally.of(copied(stage), stage.expected());
        if (copy.lost() > 0) {
            stage.complain(copy.lost() + " records are missing in the copy");
        }
        if (copy.outOfOrder() > 0) {
            stage.complain(copy.outOfOrder() + " records are out of order in the copy");
        }
        if (stage.aws().calls().count("PutRecord") > 0) {
            stage.complain("PutRecord was called, which carries a sequence number for ordering");
        }
    }

    private static List<Delivery> copied(Stage stage) {
        return Stored.in(stage.surroundings().copy());
    }
}
