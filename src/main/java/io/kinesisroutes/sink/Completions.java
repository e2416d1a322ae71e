// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells those who sent records what became of them, on threads of its own. Thread-safe. */
final class Completions {

    private final Executor threads;
    private final Consumer<Delivery> beforehand;
    private final SinkLog log;
    private int announced;

    /** @param beforehand is called for each delivery before it is told, from any thread */
    Completions(Executor threads, Consumer<Delivery> beforehand, SinkLog log) {
        this.threads = threads;
        this.beforehand = beforehand;
        this.log = log;
    }

    /** Says that {@link #tell} will be called: from now on {@link #await} waits for it. */
    synchronized void announce() {
        announced++;
    }

    /** Is called once for each {@link #announce}, without a lock. Throws nothing. */
    void tell(List<Delivery> ended) {
        Runnable task = () -> ended.forEach(this::complete);
        try {
            ended.forEach(beforehand);
            threads.execute(task);
        } catch (Throwable e) {
            // No thread is to be had: told here is better than never.
            task.run();
        } finally {
            told();
        }
    }

    private synchronized void told() {
        announced--;
        notifyAll();
    }

    private void complete(Delivery delivery) {
        try {
            delivery.complete();
        } catch (Throwable e) {
            // Also an Error: the others of this task would never be told.
            log.completionFailed(e);
        }
    }

    /** Waits until all that was announced is in the hands of the threads. */
    synchronized void await(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toNanos(); announced > 0 && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
