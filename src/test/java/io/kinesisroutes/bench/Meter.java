// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;

/** Measures one round. {@link #record} is thread-safe. */
interface Meter {
    void start();

    /** Records that the route has taken, in the order in which they are taken within a shard. */
    void record(String shardId, int count);

    /** Whether nothing more is wanted. */
    boolean ended();

    void awaitEnd() throws InterruptedException;

    Map<String, Double> figures();
}
