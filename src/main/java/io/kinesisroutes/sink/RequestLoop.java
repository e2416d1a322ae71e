// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Failed;
import io.kinesisroutes.sink.PutOutcome.Kind;
import io.kinesisroutes.sink.PutOutcome.Retry;
import io.kinesisroutes.sink.PutOutcome.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps requests under way for as long as there are records, and gives each record's outcome to its delivery. Thread-safe:
 * its lock guards the batcher, the records and the deliveries; AWS and completions are called without it.
 */
final class RequestLoop {

    private final PutRecordsSender sender;
    private final SinkOptions options;
    private final SinkThreads threads;
    private final LongSupplier nanoTime;
    private final SinkLog log;
    private final RecordBatcher batcher;
    private final Consumer<Delivery> afterEnd;
    private final Set<List<PendingRecord>> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    private List<Delivery> ended = new ArrayList<>();
    private Future<?> timer;
    private long timerAt = RecordBatcher.NEVER;
    private Retry requestFailure;
    private boolean misplaced;
    private volatile boolean open = true;

    /**
     * @param stream its name, for messages
     * @param afterEnd is called for each delivery before it completes, from any thread
     */
    RequestLoop(Setup setup, String stream, SinkOptions options, Consumer<Delivery> afterEnd) {
        this.sender = setup.sender();
        this.threads = setup.threads();
        this.nanoTime = setup.nanoTime();
        this.options = options;
        this.log = new SinkLog(stream);
        this.batcher = new RecordBatcher(options.linger().toNanos(), options.recordsPerSecond());
        this.afterEnd = afterEnd;
    }

    /** What the loop works with. */
    record Setup(PutRecordsSender sender, SinkThreads threads, LongSupplier nanoTime) {}

    boolean isOpen() {
        return open;
    }

    /** Whether records went to another shard than was expected, since this was asked last. */
    synchronized boolean takeMisplaced() {
        boolean was = misplaced;
        misplaced = false;
        return was;
    }

    /** @return whether the records were taken */
    boolean add(List<PendingRecord> records) {
        List<Delivery> finished;
        synchronized (this) {
            if (!open) {
                return false;
            }
            long now = nanoTime.getAsLong();
            for (PendingRecord record : records) {
                batcher.add(record, now);
            }
            finished = pump(now);
        }
        complete(finished);
        return true;
    }

    /** @return the deliveries that have come to their end, to be completed without the lock */
    private List<Delivery> pump(long now) {
        boolean more = true;
        while (more && underWay.size() < options.requestsInFlight()) {
            List<PendingRecord> request = batcher.next(now, isIdle());
            more = failExpired(now) || !request.isEmpty();
            if (!request.isEmpty()) {
                dispatch(request);
            }
        }
        setTimer(now);
        if (!open && batcher.size() == 0) {
            notifyAll();
        }
        return takeEnded();
    }

    /** Whether no record that comes later is worth waiting for. */
    private boolean isIdle() {
        return underWay.isEmpty() || !open;
    }

    private void dispatch(List<PendingRecord> request) {
        underWay.add(request);
        threads.requests().execute(() -> send(request));
    }

    private void send(List<PendingRecord> request) {
        List<PutOutcome> outcomes = sender.send(request);
        List<Delivery> finished;
        synchronized (this) {
            if (!underWay.remove(request)) {
                // The loop was closed meanwhile and has told everyone.
                return;
            }
            long now = nanoTime.getAsLong();
            noteRequest(outcomes, now);
            for (int i = 0; i < request.size(); i++) {
                settle(request.get(i), outcomes.get(i), now);
            }
            finished = pump(now);
        }
        complete(finished);
    }

    private void noteRequest(List<PutOutcome> outcomes, long now) {
        if (outcomes.get(0) instanceof Retry retry && (retry.kind() == Kind.REQUEST || retry.kind() == Kind.SUSPECT)) {
            requestFailure = retry;
            log.requestFailed(outcomes.size(), retry, now);
        } else {
            requestFailure = null;
            log.requestSucceeded();
        }
    }

    private void settle(PendingRecord record, PutOutcome outcome, long now) {
        if (outcome instanceof Stored where) {
            misplaced |= !record.shardId.equals(where.shardId());
            batcher.settled(record, now);
            if (record.stored(where)) {
                ended.add(record.delivery());
            }
        } else if (outcome instanceof Failed failed) {
            fail(record, failed.reason(), failed.cause(), now);
        } else if (outcome instanceof Retry retry) {
            retry(record, retry, now);
        }
    }

    private void retry(PendingRecord record, Retry why, long now) {
        record.attempts++;
        record.lastFailure = why;
        record.alone |= why.kind() == Kind.SUSPECT;
        if (why.kind() == Kind.THROTTLED) {
            batcher.throttled(record.shardId, now);
        }
        long delay = RetryDelays.after(record.attempts, why.kind()).toNanos();
        record.due = Math.min(now + delay, record.deadline);
        batcher.retry(record);
    }

    private boolean failExpired(long now) {
        List<PendingRecord> expired = batcher.takeExpired();
        boolean any = !expired.isEmpty();
        while (!expired.isEmpty()) {
            expired.forEach(record -> fail(record, expiry(record), cause(record), now));
            expired = batcher.takeExpired();
        }
        return any;
    }

    private void fail(PendingRecord record, String reason, Throwable cause, long now) {
        batcher.settled(record, now);
        if (record.failed(reason, cause)) {
            ended.add(record.delivery());
        }
    }

    private String expiry(PendingRecord record) {
        String tried = "not stored within " + options.deliveryTimeout().toMillis() + " ms";
        if (record.lastFailure != null) {
            return tried + " and " + record.attempts + " attempts, the last of which: " + record.lastFailure.reason();
        }
        String waited = tried + ", because its turn did not come";
        return requestFailure == null ? waited : waited + "; the last request: " + requestFailure.reason();
    }

    private Throwable cause(PendingRecord record) {
        Retry why = record.lastFailure == null ? requestFailure : record.lastFailure;
        return why == null ? null : why.cause();
    }

    private void setTimer(long now) {
        if (underWay.size() >= options.requestsInFlight()) {
            return;
        }
        long at = batcher.nextAt(isIdle());
        if (at == RecordBatcher.NEVER || timer != null && timerAt <= at) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        try {
            timer = threads.timers().schedule(this::onTimer, Math.max(0, at - now), TimeUnit.NANOSECONDS);
            timerAt = at;
        } catch (RejectedExecutionException e) {
            // The timers go last, when nobody waits for anything any more.
        }
    }

    private void onTimer() {
        List<Delivery> finished;
        synchronized (this) {
            timer = null;
            finished = pump(nanoTime.getAsLong());
        }
        complete(finished);
    }

    private List<Delivery> takeEnded() {
        if (ended.isEmpty()) {
            return List.of();
        }
        List<Delivery> taken = ended;
        ended = new ArrayList<>();
        return taken;
    }

    private void complete(List<Delivery> finished) {
        if (finished.isEmpty()) {
            return;
        }
        finished.forEach(afterEnd);
        threads.completions().execute(() -> finished.forEach(this::complete));
    }

    private void complete(Delivery delivery) {
        try {
            delivery.complete();
        } catch (Throwable e) {
            // Also an Error: the others of this task would never be told.
            log.completionFailed(e);
        }
    }

    /** As {@link StreamSink#close}. */
    void close(Duration longest) {
        List<Delivery> finished;
        synchronized (this) {
            open = false;
            finished = pump(nanoTime.getAsLong());
        }
        complete(finished);
        synchronized (this) {
            waitForAll(nanoTime.getAsLong() + longest.toNanos());
            failRest();
            finished = takeEnded();
        }
        complete(finished);
    }

    private void waitForAll(long until) {
        try {
            for (long left = until - nanoTime.getAsLong(); batcher.size() > 0 && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = until - nanoTime.getAsLong();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failRest() {
        List<PendingRecord> unanswered = underWay.stream().flatMap(List::stream).toList();
        underWay.clear();
        List<PendingRecord> unsent = batcher.drain(unanswered);
        unsent.forEach(record -> failAtEnd(record, "not sent: the sink was stopped"));
        unanswered.forEach(record -> failAtEnd(record, "perhaps stored: the sink was stopped before AWS answered"));
    }

    private void failAtEnd(PendingRecord record, String reason) {
        if (record.failed(reason, cause(record))) {
            ended.add(record.delivery());
        }
    }
}
