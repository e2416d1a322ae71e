// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.SinkThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.spi.ExecutorServiceManager;

/** The threads of one producer, from Camel, which names and counts them; those without work go after a while. */
final class SinkPools implements AutoCloseable {

    private static final int COMPLETION_THREADS = 4;
    private static final long LAST_COMPLETION_MILLIS = 10_000;

    private final ExecutorServiceManager manager;
    private final ScheduledExecutorService timers;
    private final ExecutorService requests;
    private final ExecutorService completions;

    SinkPools(ExecutorServiceManager manager, Object owner, String stream, int requestsInFlight) {
        this.manager = manager;
        this.timers = manager.newScheduledThreadPool(
                owner, "kinesis-put-timer-" + stream, PoolProfiles.of("kinesis-put-timer", 1));
        this.requests =
                manager.newThreadPool(owner, "kinesis-put-" + stream, PoolProfiles.of("kinesis-put", requestsInFlight));
        this.completions = manager.newThreadPool(
                owner, "kinesis-stored-" + stream, PoolProfiles.of("kinesis-stored", COMPLETION_THREADS));
    }

    SinkThreads threads() {
        return new SinkThreads(timers, requests, completions);
    }

    /** Lets what was stored go on in its route, for a while. */
    @Override
    public void close() {
        manager.shutdownNow(timers);
        manager.shutdownNow(requests);
        manager.shutdownGraceful(completions, LAST_COMPLETION_MILLIS);
    }
}
