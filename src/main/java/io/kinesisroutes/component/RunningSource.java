// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import java.util.Map;

/** What a consumer reads from, whoever keeps the positions. Thread-safe. */
interface RunningSource extends AutoCloseable {

    /** Begins to read; called once. What it throws leaves something to close. */
    void start();

    /** Hands no record over any more once those being handled are finished, until {@link #resume()}. */
    void pause();

    /** Goes on where {@link #pause()} stopped. */
    void resume();

    /** Why shards do not go on, by shard id; empty if all do. */
    Map<String, String> troubles();

    /** First nothing new, then what runs comes to its end, then the positions are saved, then the threads go. */
    @Override
    void close();
}
