// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.Retry;
import io.kinesisroutes.shard.ShardLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.coordinator.Scheduler;

/**
 * Keeps the library running: makes it, runs it, and if it ends by itself makes it again; at the end hands its shards over.
 * Thread-safe.
 */
final class KclWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(KclWorker.class);

    private static final Duration LONG_RUN = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 20;

    /** Camel has waited for what is processed before, as long as it should. */
    private static final Duration LAST_RECORDS = Duration.ofSeconds(10);

    private static final Duration LAST_POSITIONS = Duration.ofSeconds(5);
    private static final Duration HAND_OVER = Duration.ofSeconds(5);

    /** What the library takes to end once it is handed over. */
    private static final Duration LOOP_END = Duration.ofSeconds(5);

    private final String consumer;
    private final LibraryMaker maker;
    private final LeasedShards shards;
    private final Executor io;
    private final Executor again;
    private final Retry retry = new Retry();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Scheduler library;
    private Thread thread;
    private volatile String trouble;

    /** Prepares what the library needs, and makes it. */
    interface LibraryMaker {
        /** @throws RuntimeException if that is not possible now */
        Scheduler make();

        /** Ends it, and leaves its shards to others. */
        Runnable handOver(Scheduler made);
    }

    /** @param io where positions are saved at the end */
    KclWorker(String consumer, LibraryMaker maker, LeasedShards shards, Executor io) {
        this.consumer = consumer;
        this.maker = maker;
        this.shards = shards;
        this.io = io;
        this.again = CompletableFuture.delayedExecutor(LeasedShard.SAVE_AGAIN_MILLIS, TimeUnit.MILLISECONDS, io);
    }

    /** Runs until {@link #close}. */
    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        try {
            while (!isClosed()) {
                guarded(this::runAndEnd);
            }
        } finally {
            ended.countDown();
        }
    }

    /** Whatever happens, somebody must try again. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            trouble = text(e);
            ShardLog.unexpected("Consumer " + consumer, e);
            pause(retry.afterFailure());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void runAndEnd() {
        long began = System.nanoTime();
        Optional<Throwable> why = runLibrary();
        if (isClosed()) {
            return;
        }
        if (System.nanoTime() - began > LONG_RUN.toNanos()) {
            retry.succeeded();
        }
        Duration delay = retry.afterFailure();
        trouble = why.map(KclWorker::text).orElse("the Kinesis Client Library has ended; its log says why");
        if (retry.shouldLog(delay)) {
            LOG.warn("Consumer {} does not read, next try in {} ms: {}", consumer, delay.toMillis(), trouble);
        }
        clearUp(takeLibrary());
        pause(delay);
    }

    private static String text(Throwable why) {
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }

    private Optional<Throwable> runLibrary() {
        try {
            Scheduler made = maker.make();
            shards.leases(new LibraryLeases(made.leaseCoordinator()));
            synchronized (this) {
                library = made;
            }
            trouble = null;
            run(made);
            return Optional.empty();
        } catch (Throwable e) {
            // Also an Error: it ends the library's loop while the leases go on being renewed.
            return Optional.of(e);
        }
    }

    private void run(Scheduler made) {
        try {
            if (!isClosed()) {
                made.run();
            }
        } finally {
            if (isClosed()) {
                new Remains(made).clear();
            }
        }
    }

    /** What runs on after the library has ended by itself would keep the leases, and nobody would read. */
    private void clearUp(Optional<Scheduler> ended) {
        List<LeasedShard> reading = shards.all();
        reading.forEach(LeasedShard::stop);
        try {
            ended.ifPresent(last -> leaveAndClear(last, reading));
        } finally {
            // Also those that it had just begun with.
            shards.all().forEach(shard -> shard.leaseLost(null));
        }
    }

    private void leaveAndClear(Scheduler last, List<LeasedShard> reading) {
        try {
            leave(last, reading);
        } finally {
            new Remains(last).clear();
        }
    }

    private void pause(Duration delay) {
        try {
            if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Consumer {} is closed", consumer);
            }
        } catch (InterruptedException e) {
            // Closed, most likely; the loop looks.
        }
    }

    /** Why nothing is read; empty if something is, or may be any moment. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private synchronized Optional<Scheduler> takeLibrary() {
        Scheduler taken = library;
        library = null;
        return Optional.ofNullable(taken);
    }

    /**
     * Begins nothing new, waits up to ten seconds for what is being processed, saves how far each shard is, and leaves the
     * shards to others.
     */
    void close() throws InterruptedException {
        closed.countDown();
        List<LeasedShard> reading = shards.stop();
        Optional<Scheduler> last = takeLibrary();
        if (last.isPresent()) {
            // None of the source's threads: they may all wait for a table that does not answer, and they end before it
            // does. A library that is not ended would take shards again, for nobody.
            Thread leaving = new Thread(() -> leave(last.get(), reading), "kinesis-leaving-" + consumer);
            leaving.setDaemon(true);
            leaving.start();
            leaving.join(LAST_RECORDS.plus(LAST_POSITIONS).plus(HAND_OVER).toMillis());
            if (leaving.isAlive()) {
                LOG.warn("Consumer {} ends before everything is handed over; it comes again elsewhere", consumer);
            }
        }
        if (!ended.await(LOOP_END.toMillis(), TimeUnit.MILLISECONDS)) {
            interrupt();
        }
    }

    private void leave(Scheduler last, List<LeasedShard> reading) {
        try {
            finish(reading);
        } finally {
            handOver(last);
        }
    }

    private void handOver(Scheduler last) {
        try {
            maker.handOver(last).run();
        } catch (RuntimeException e) {
            LOG.warn("Consumer {} gives its shards back by not renewing them: {}", consumer, e.toString());
        }
    }

    private void finish(List<LeasedShard> reading) {
        try {
            awaitRest(reading);
            save(reading);
        } catch (TimeoutException e) {
            LOG.warn("Consumer {} could not save all of its positions; what is not saved comes again", consumer);
        } catch (ExecutionException e) {
            LOG.warn("Consumer {} did not end well: {}", consumer, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitRest(List<LeasedShard> reading) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_RECORDS.toNanos();
        while (!reading.stream().allMatch(LeasedShard::isAtRest) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void save(List<LeasedShard> reading) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + LAST_POSITIONS.toNanos();
        CompletableFuture<?>[] saved =
                reading.stream().map(shard -> save(shard, deadline, io)).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(saved).get(LAST_POSITIONS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who fails goes to the end of the queue: there may be more shards than threads. */
    private CompletableFuture<?> save(LeasedShard shard, long deadline, Executor when) {
        return CompletableFuture.supplyAsync(shard::save, when)
                .thenCompose(isSaved -> isSaved || System.nanoTime() >= deadline
                        ? CompletableFuture.completedFuture(null)
                        : save(shard, deadline, again));
    }

    private synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
