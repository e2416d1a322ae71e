// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the steps of one shard on the workers, one at a time, whenever somebody asks for one. Thread-safe.
 */
public final class ShardTask {

    private final ShardReader reader;
    private final ShardContext context;
    private final Consumer<ShardReader> whenEnded;
    private final Retry retry = new Retry();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger timers = new AtomicInteger();
    // One that ends may overlap with the next.
    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean stopped;
    // Of the step that is being taken.
    private volatile boolean ended;

    /**
     * Takes no step before {@link #wakeUp()} is called.
     *
     * @param source makes what the records come from, given what to call when there are some
     * @param ended is called once, when the shard is closed and everything in it is done
     */
    public ShardTask(
            String shardId,
            ShardContext context,
            Function<Runnable, RecordSource> source,
            Consumer<ShardReader> ended) {
        this.reader = new ShardReader(shardId, context, source.apply(this::wakeUp), this::wakeUp);
        this.context = context;
        this.whenEnded = ended;
    }

    /** What the steps are taken with. */
    public ShardReader reader() {
        return reader;
    }

    /** Asks for a step; if one is being taken, another follows it. */
    public void wakeUp() {
        if (asked.getAndIncrement() == 0) {
            context.threads().now(context.threads().workers(), this::run);
        }
    }

    /** Takes no step any more, whoever asks. */
    public void stop() {
        stopped = true;
    }

    /** Whether it is stopped, and no step is being taken any more nor a record processed. */
    public boolean isAtRest() {
        return stopped && steps.get() == 0 && reader.isIdle();
    }

    private void run() {
        // In this order, so that who stops it sees this step or is seen by it.
        steps.incrementAndGet();
        try {
            if (!stopped) {
                runStep();
            }
        } finally {
            steps.decrementAndGet();
        }
    }

    private void runStep() {
        int seen = asked.get();
        Duration delay = step();
        if (ended) {
            // Never asked again: the count stays above zero.
            whenEnded.accept(reader);
            return;
        }
        // A timer that is set now replaces those before: each would otherwise set one more at every step.
        int timer = timers.incrementAndGet();
        if (asked.addAndGet(-seen) > 0) {
            // Back to the end of the queue, so that other shards get a worker too.
            context.threads().now(context.threads().workers(), this::run);
        } else if (!delay.equals(ShardReader.UNTIL_WOKEN)) {
            context.threads().later(context.threads().workers(), delay, () -> wakeUp(timer));
        }
    }

    private void wakeUp(int timer) {
        if (timers.get() == timer && asked.getAndIncrement() == 0) {
            run();
        }
    }

    private Duration step() {
        try {
            Duration delay = reader.step();
            ended = reader.isEnded();
            retry.succeeded();
            reader.goesOn();
            return delay;
        } catch (Throwable e) {
            // Whatever it is, the executor would swallow it, and the shard would stand still without a word.
            Duration delay = retry.afterFailure();
            reader.brokeOff(e);
            if (retry.shouldLog(delay)) {
                ShardLog.unexpected(context.nameOf(reader.shardId()), e);
            }
            return delay;
        }
    }
}
