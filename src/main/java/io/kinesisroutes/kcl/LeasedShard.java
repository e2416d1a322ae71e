// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.Page;
import io.kinesisroutes.shard.Retry;
import io.kinesisroutes.shard.ShardLog;
import io.kinesisroutes.shard.ShardTask;
import io.kinesisroutes.shard.SourceRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;

/**
 * One shard while this worker holds its lease. The library's thread only brings pages; records are handed over, tried again
 * and counted as done by steps of their own. That thread is never told of a failure, because it would skip the records.
 */
final class LeasedShard implements ShardRecordProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedShard.class);

    /** How long another worker waits for what is being processed here; the library takes the lease away after 30 s. */
    static final Duration HAND_OVER = Duration.ofSeconds(20);

    private static final long LOOK_MILLIS = 20;
    static final long SAVE_AGAIN_MILLIS = 200;

    private final LeasedContext context;
    private final LeasedShards shards;
    private final LeaseBook leases;
    private final ShardCheckpoint checkpoint = new ShardCheckpoint();
    private final CountDownLatch everythingDone = new CountDownLatch(1);
    private final Retry retry = new Retry();

    private String name;
    private volatile LeaseHold hold;
    private volatile ShardFeed feed;
    private volatile ShardTask task;
    private volatile boolean stopped;
    private volatile String whyNotSaved;

    /** @param leases of the library that asks for this shard */
    LeasedShard(LeasedContext context, LeasedShards shards, LeaseBook leases) {
        this.context = context;
        this.shards = shards;
        this.leases = leases;
    }

    @Override
    public void initialize(InitializationInput input) {
        String shardId = input.shardId();
        name = context.stream() + "/" + shardId;
        hold = new LeaseHold(shardId, leases, context.nanoTime());
        task = new ShardTask(shardId, context.shard(this::isMine), this::feed, reader -> everythingDone.countDown());
        shards.add(shardId, this);
        LOG.info("Reading {} from {}", name, input.extendedSequenceNumber());
        saveLater();
    }

    private ShardFeed feed(Runnable pageReady) {
        feed = new ShardFeed(pageReady);
        return feed;
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        guarded(() -> {
            checkpoint.through(input.checkpointer());
            String shardId = task.reader().shardId();
            feed.put(
                    new Page(new ClientRecords(shardId, input.records(), input.millisBehindLatest()), false),
                    this::isMine);
        });
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
        guarded(() -> {
            checkpoint.through(input.checkpointer());
            feed.put(new Page(Collections.emptyIterator(), true), this::isMine);
            if (isDone()) {
                saveEnd();
            } else if (!stopped && !hold.isLost()) {
                handOver();
            }
        });
    }

    /** At the end of a shard the library forgets that another worker waits for it, for half a minute. */
    private void handOver() throws InterruptedException, LeasingException {
        finish(HAND_OVER);
        leases.handOver(task.reader().shardId());
        hold.lost();
    }

    /** The library wants to give the shard to another worker. */
    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        if (hasBegun()) {
            guarded(() -> {
                checkpoint.through(input.checkpointer());
                finish(HAND_OVER);
            });
        }
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        if (hasBegun()) {
            guarded(() -> {
                hold.lost();
                end();
                LOG.info("{} is no longer read here", name);
            });
        }
    }

    /** A shard that waits for its parents, or whose position could not be read, is taken away before it was begun. */
    private boolean hasBegun() {
        return task != null;
    }

    private void end() {
        stopped = true;
        task.stop();
        shards.remove(task.reader().shardId(), this);
    }

    /** Begins nothing new. */
    void stop() {
        stopped = true;
        task.stop();
    }

    /**
     * Begins nothing new, waits for what is being processed, and saves how far that is.
     *
     * @param longest what is not done by then comes again where the shard is read next
     */
    void finish(Duration longest) throws InterruptedException {
        stop();
        long deadline = System.nanoTime() + longest.toNanos();
        while (!isAtRest() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
        while (!save() && System.nanoTime() < deadline) {
            Thread.sleep(SAVE_AGAIN_MILLIS);
        }
    }

    /** Whether it is stopped, and what was being processed is done or of no interest any more. */
    boolean isAtRest() {
        return task.isAtRest() || hold.isLost();
    }

    /** What comes now is not what comes next. */
    void skippedAPage() {
        LOG.warn("The library has skipped records of {}, as its log says; they are read again", name);
        hold.lost();
    }

    /** Why the shard does not go on; empty if it does. */
    Optional<String> trouble() {
        return task.reader().trouble().or(() -> Optional.ofNullable(whyNotSaved));
    }

    private boolean isMine() {
        return !stopped && hold.isHeld();
    }

    private boolean isDone() throws InterruptedException {
        while (!everythingDone.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && isMine()) {
            // The lease is looked at in between.
        }
        return everythingDone.getCount() == 0;
    }

    private void saveLater() {
        context.threads().later(context.threads().io(), context.delivery().checkpointInterval(), () -> {
            if (!stopped) {
                boolean unused = save();
                saveLater();
            }
        });
    }

    /**
     * Saves how far the shard is done.
     *
     * @return whether that is saved, or no longer ours to save; if not, it may be tried again
     */
    boolean save() {
        Optional<SourceRecord> lastDone = task.reader().lastDone();
        if (lastDone.isEmpty() || hold.isLost()) {
            return true;
        }
        try {
            checkpoint.save(lastDone.get());
            saved();
            return true;
        } catch (ShutdownException e) {
            hold.lost();
            return true;
        } catch (Throwable e) {
            notSaved(e);
            return false;
        }
    }

    private void saveEnd() throws InterruptedException {
        while (!hold.isLost()) {
            try {
                checkpoint.saveEnd();
                saved();
                end();
                LOG.info("{} is closed, and everything in it is done", name);
                return;
            } catch (ShutdownException e) {
                hold.lost();
            } catch (Throwable e) {
                Thread.sleep(notSaved(e).toMillis());
            }
        }
    }

    private void saved() {
        retry.succeeded();
        whyNotSaved = null;
    }

    private Duration notSaved(Throwable why) {
        Duration delay = retry.afterFailure();
        whyNotSaved = "its position is not saved: " + why.getMessage();
        if (retry.shouldLog(delay)) {
            LOG.warn("{}: the position is not saved in the lease table, and is tried again: {}", name, why.toString());
        }
        return delay;
    }

    private interface Step {
        void run() throws InterruptedException, LeasingException;
    }

    /** What is thrown into the library's thread makes it skip records, or end. */
    private void guarded(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            // The library gives the thread up; what was not taken is read again by who has the lease next.
            hold.lost();
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            hold.lost();
            ShardLog.unexpected("Reading " + name, e);
        }
    }
}
