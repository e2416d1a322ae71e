// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** A route that gives the exchange to another thread: what is unfinished must stay bounded, and order with one at a time. */
record AsyncRoute(String what, RouteKind route, String trouble, int maxInFlight, int records, boolean ordered)
        implements Scenario {

    private static final int BOUND = 100;

    static AsyncRoute threads() {
        return new AsyncRoute("threads(4)", RouteKind.THREADS, Trouble.sleep(3), BOUND, 4000, false);
    }

    static AsyncRoute threadsOneAtATime() {
        return new AsyncRoute("threads(4)", RouteKind.THREADS, Trouble.sleep(3), 1, 1500, true);
    }

    static AsyncRoute delay() {
        return new AsyncRoute("asynchronous delay", RouteKind.ASYNC_DELAY, Trouble.NONE, BOUND, 4000, false);
    }

    static AsyncRoute delayOneAtATime() {
        return new AsyncRoute("asynchronous delay", RouteKind.ASYNC_DELAY, Trouble.NONE, 1, 300, true);
    }

    static AsyncRoute splitter() {
        return new AsyncRoute("splitter", RouteKind.SPLITTER, Trouble.NONE, BOUND, 4000, true);
    }

    static AsyncRoute batchingSink() {
        return new AsyncRoute("batching asynchronous sink", RouteKind.BATCHING_SINK, Trouble.NONE, BOUND, 4000, true);
    }

    @Override
    public String name() {
        return what + ", maxInFlight=" + maxInFlight;
    }

    @Override
    public Setup setup() {
        return Setup.defaults()
                .withRoute(route)
                .withTrouble(trouble)
                .withMaxInFlight(maxInFlight)
                .withOrdered(ordered);
    }

    @Override
    public boolean isQuick() {
        return what.startsWith("threads") || maxInFlight > 1;
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.publisher().burst(records);
        stage.start();
    }
}
