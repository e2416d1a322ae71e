// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs one task a shard, each in a thread of its own. */
final class ShardThreads {
    private ShardThreads() {}

    /** Reads one shard until the meter has ended. */
    @FunctionalInterface
    interface Reader {
        void read(String shardId) throws Exception;
    }

    /** Returns when the meter has ended and the threads have. */
    static void read(List<String> shards, Meter meter, Reader reader) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(shards.size());
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (String shard : shards) {
                tasks.add(threads.submit(() -> {
                    reader.read(shard);
                    return null;
                }));
            }
            meter.awaitEnd();
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
