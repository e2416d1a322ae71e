// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a source, which belong to whoever made them. Thread-safe; a task that comes after they were shut down is
 * dropped.
 *
 * @param timers hands tasks on when their time has come, and never blocks; one thread is enough
 * @param io calls AWS and writes checkpoints
 * @param workers hand records over; one for each shard that is processed at the same time
 */
public record SourceThreads(ScheduledExecutorService timers, Executor io, Executor workers) {

    /** Runs a task after a while. */
    public void later(Executor where, Duration delay, Runnable task) {
        if (delay.isZero() || delay.isNegative()) {
            now(where, task);
            return;
        }
        try {
            // The task lets nothing escape, so nobody waits for its future.
            var unused = timers.schedule(() -> now(where, task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The source has stopped.
        }
    }

    /** Runs a task as soon as there is a thread. */
    public void now(Executor where, Runnable task) {
        try {
            where.execute(task);
        } catch (RejectedExecutionException e) {
            // The source has stopped.
        }
    }
}
