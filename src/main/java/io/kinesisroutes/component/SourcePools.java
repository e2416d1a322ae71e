// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.shard.SourceThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.spi.ExecutorServiceManager;

/** The threads of one consumer, from Camel, which names and counts them; those without work go after a while. */
final class SourcePools implements AutoCloseable {

    private static final int IO_THREADS = 16;
    private static final long LAST_EXCHANGE_MILLIS = 10_000;

    private final ExecutorServiceManager manager;
    private final ScheduledExecutorService timers;
    private final ExecutorService io;
    private final ExecutorService workers;

    SourcePools(ExecutorServiceManager manager, Object owner, String stream, int shardConcurrency) {
        this.manager = manager;
        this.timers =
                manager.newScheduledThreadPool(owner, "kinesis-timer-" + stream, PoolProfiles.of("kinesis-timer", 1));
        this.io = manager.newThreadPool(owner, "kinesis-io-" + stream, PoolProfiles.of("kinesis-io", IO_THREADS));
        this.workers =
                manager.newThreadPool(owner, "kinesis-" + stream, PoolProfiles.of("kinesis-worker", shardConcurrency));
    }

    SourceThreads threads() {
        return new SourceThreads(timers, io, workers);
    }

    /** Lets exchanges that are being processed end, for a while; Camel has waited for them before, as long as it should. */
    @Override
    public void close() {
        manager.shutdownNow(timers);
        manager.shutdownNow(io);
        manager.shutdownGraceful(workers, LAST_EXCHANGE_MILLIS);
    }
}
