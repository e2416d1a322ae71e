// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

    /** What the library takes to end once nothing is read any more. */
    private static final Duration LIBRARY_END = Duration.ofSeconds(10);

    private final String consumer;
    private final LibraryMaker maker;
    private final LeasedShards shards;
    private final Retry retry = new Retry();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Scheduler library;
    private Thread thread;
    private volatile boolean closing;
    private volatile String trouble;

    /** Prepares what the library needs, and makes it. */
    interface LibraryMaker {
        /** @throws RuntimeException if that is not possible now */
        Scheduler make();

        /** Ends it, and leaves its shards to others. */
        Runnable handOver(Scheduler made);
    }

    KclWorker(String consumer, LibraryMaker maker, LeasedShards shards) {
        this.consumer = consumer;
        this.maker = maker;
        this.shards = shards;
    }

    /** Runs until {@link #close}. */
    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        while (!closing) {
            long began = System.nanoTime();
            Optional<Throwable> why = runLibrary();
            abandonShards();
            if (!closing) {
                if (System.nanoTime() - began > LONG_RUN.toNanos()) {
                    retry.succeeded();
                }
                pause(why);
            }
        }
        ended.countDown();
    }

    private Optional<Throwable> runLibrary() {
        try {
            Scheduler made = maker.make();
            shards.leases(new LibraryLeases(made.leaseCoordinator()));
            synchronized (this) {
                library = made;
            }
            trouble = null;
            if (!closing) {
                made.run();
            }
            return Optional.empty();
        } catch (Throwable e) {
            // Also an Error: it ends the library's loop while the leases go on being renewed.
            return Optional.of(e);
        }
    }

    /** What runs on after the library has ended would keep the leases, and nobody would read. */
    private void abandonShards() {
        if (closing) {
            return;
        }
        shutDown(current());
        shards.all().forEach(shard -> shard.leaseLost(null));
    }

    private void pause(Optional<Throwable> why) {
        Duration delay = retry.afterFailure();
        trouble = why.map(Throwable::getMessage).orElse("the Kinesis Client Library has ended; its log says why");
        if (retry.shouldLog(delay)) {
            LOG.warn("Consumer {} does not read, next try in {} ms: {}", consumer, delay.toMillis(), trouble);
        }
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            // Closed, most likely; the loop looks.
        }
    }

    /** Why nothing is read; empty if something is, or may be any moment. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private synchronized Scheduler current() {
        return library;
    }

    /**
     * Begins nothing new, waits for what is being processed, saves how far each shard is, and leaves the shards to others.
     *
     * @param longest to wait for what is being processed
     * @param io where positions are saved
     */
    void close(Duration longest, Executor io) throws InterruptedException {
        closing = true;
        CompletableFuture<?>[] finished = shards.stop().stream()
                .map(shard -> CompletableFuture.runAsync(() -> finish(shard, longest), io))
                .toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(finished), longest.plus(LIBRARY_END));
        Scheduler last = current();
        if (last != null) {
            await(CompletableFuture.runAsync(() -> leave(last), io), LIBRARY_END);
        }
        if (!ended.await(LIBRARY_END.toMillis(), TimeUnit.MILLISECONDS)) {
            interrupt();
        }
    }

    private static void finish(LeasedShard shard, Duration longest) {
        try {
            shard.finish(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave(Scheduler last) {
        try {
            maker.handOver(last).run();
        } catch (RuntimeException e) {
            LOG.warn("Consumer {} gives its shards back by not renewing them: {}", consumer, e.getMessage());
        }
    }

    private void shutDown(Scheduler last) {
        try {
            if (last != null && !last.shutdownComplete()) {
                last.shutdown();
            }
        } catch (RuntimeException e) {
            LOG.warn("Consumer {}: the Kinesis Client Library did not end well: {}", consumer, e.getMessage());
        }
    }

    private synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void await(CompletableFuture<?> future, Duration longest) throws InterruptedException {
        try {
            future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Consumer {} ends before everything is handed over; it comes again elsewhere", consumer);
        } catch (java.util.concurrent.ExecutionException e) {
            LOG.warn("Consumer {} did not end well: {}", consumer, String.valueOf(e.getCause()));
        }
    }
}
