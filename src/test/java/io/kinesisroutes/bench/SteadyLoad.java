// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.local.LocalStream;
import java.util.concurrent.TimeUnit;

/** Puts the same number of records into each shard of a stream, until it is closed. */
final class SteadyLoad implements AutoCloseable {
    private static final int ROUNDS_PER_SECOND = 20;

    private final LocalStream stream;
    private final int perRound;
    private final Keys keys;
    private final Thread thread = new Thread(this::run, "load");

    /** @param perSecond for each shard; rounded to what makes each round alike */
    SteadyLoad(LocalStream stream, int perSecond) {
        int shards = stream.openShardIds().size();
        this.stream = stream;
        this.perRound = shards * perSecond / ROUNDS_PER_SECOND;
        this.keys = new Keys(shards);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long number = 0;
        for (long next = System.nanoTime(); sleepUntil(next); next += TimeUnit.SECONDS.toNanos(1) / ROUNDS_PER_SECOND) {
            for (long end = number + perRound; number < end; number++) {
                stream.put(keys.of(number), Workload.data(number));
            }
        }
    }

    private static boolean sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
