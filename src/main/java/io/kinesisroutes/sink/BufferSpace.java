// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How much a sink may hold; who brings more waits. Thread-safe. */
final class BufferSpace {

    private static final Duration STEP = Duration.ofSeconds(1);

    private final int capacity;
    private final Semaphore free;

    BufferSpace(int bytes) {
        this.capacity = bytes;
        this.free = new Semaphore(bytes, true);
    }

    /**
     * Takes room for so many bytes; more than there is at all has room when nothing else is held.
     *
     * @param longest how long to wait
     * @param open whether waiting makes sense still
     * @return whether there is room; if so it must be given back, with the same number
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    boolean take(long bytes, Duration longest, BooleanSupplier open) throws InterruptedException {
        int permits = permits(bytes);
        // With a time, even none, it lines up behind those who wait already.
        if (free.tryAcquire(permits, 0, TimeUnit.MILLISECONDS)) {
            return true;
        }
        long steps = longest.dividedBy(STEP) + 1;
        for (long step = 0; step < steps && open.getAsBoolean(); step++) {
            if (free.tryAcquire(permits, STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    void giveBack(long bytes) {
        free.release(permits(bytes));
    }

    private int permits(long bytes) {
        return (int) Math.min(bytes, capacity);
    }
}
