// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** One record fails three times; nobody configured a redelivery. */
record FailOnce(RouteKind route) implements Scenario {

    private static final int RECORDS = 1000;

    @Override
    public String name() {
        return "fail-once "
                + switch (route) {
                    case NO_ERROR_HANDLER -> "without error handler";
                    case DEAD_LETTER_CHANNEL -> "with dead letter channel";
                    default -> "with default error handler";
                };
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withRoute(route).withTrouble(Trouble.failNumber(RECORDS / 2, 3));
    }

    @Override
    public boolean isQuick() {
        return route == RouteKind.PLAIN;
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.start();
        stage.publisher().steady(RECORDS, 250);
    }
}
