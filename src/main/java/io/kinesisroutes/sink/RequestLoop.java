// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static io.kinesisroutes.sink.RecordBatcher.NEVER;

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

    /** A request that is given less is not worth sending. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(2);

    private static final Duration HAND_OVER = Duration.ofSeconds(5);

    private final PutRecordsSender sender;
    private final SinkOptions options;
    private final SinkThreads threads;
    private final LongSupplier nanoTime;
    private final RequestFailures failures;
    private final RecordBatcher batcher;
    private final Completions completions;
    private final Set<List<PendingRecord>> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    private List<Delivery> ended = new ArrayList<>();
    private Future<?> timer;
    private long timerAt = NEVER;
    private volatile boolean misplaced;
    private boolean open = true;

    /**
     * @param stream its name, for messages
     * @param beforeTold is called for each delivery before it is told, from any thread
     */
    RequestLoop(Setup setup, String stream, SinkOptions options, Consumer<Delivery> beforeTold) {
        this.sender = setup.sender();
        this.threads = setup.threads();
        this.nanoTime = setup.nanoTime();
        this.options = options;
        SinkLog log = new SinkLog(stream);
        this.failures = new RequestFailures(log);
        this.batcher = new RecordBatcher(options.linger().toNanos(), options.recordsPerSecond());
        this.completions = new Completions(setup.threads().completions(), beforeTold, log);
    }

    /** What the loop works with. */
    record Setup(PutRecordsSender sender, SinkThreads threads, LongSupplier nanoTime) {}

    /** Whether records went to another shard than was expected, since this was asked last. */
    boolean takeMisplaced() {
        boolean was = misplaced;
        if (was) {
            misplaced = false;
        }
        return was;
    }

    /** See {@link RequestFailures#takeSuspected}. */
    boolean takeSuspected() {
        return failures.takeSuspected();
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
        tell(finished);
        return true;
    }

    /** @return the deliveries that have come to their end, to be told of without the lock */
    private List<Delivery> pump(long now) {
        if (now >= batcher.expiryAt()) {
            batcher.expire(now, flat(underWay)).forEach(record -> end(record, expiry(record), cause(record)));
        }
        while (underWay.size() < options.requestsInFlight() && now >= failures.pausedUntil()) {
            List<PendingRecord> request = batcher.next(now, isIdle());
            if (request.isEmpty()) {
                break;
            }
            dispatch(request, now);
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

    private void dispatch(List<PendingRecord> request, long now) {
        underWay.add(request);
        try {
            Duration longest = longest(request, now);
            threads.requests().execute(() -> send(request, longest));
        } catch (Throwable e) {
            // No thread is to be had: the records would wait for an answer for ever.
            underWay.remove(request);
            Retry why = new Retry("no thread could send it: " + e, Kind.REQUEST, e);
            failures.note(Collections.nCopies(request.size(), why), now);
            request.forEach(record -> retry(record, why, now));
        }
    }

    /** A request that AWS does not answer ends with the time of its first record, so that this is told in time. */
    private static Duration longest(List<PendingRecord> request, long now) {
        long left = NEVER;
        for (PendingRecord record : request) {
            left = Math.min(left, record.deadline - now);
        }
        return Duration.ofNanos(Math.max(left, SHORTEST_CALL.toNanos()));
    }

    private void send(List<PendingRecord> request, Duration longest) {
        List<PutOutcome> outcomes = sender.send(request, longest);
        List<Delivery> finished;
        synchronized (this) {
            if (!underWay.remove(request)) {
                // The loop was closed meanwhile and has told everyone.
                return;
            }
            long now = nanoTime.getAsLong();
            failures.note(outcomes, now);
            for (int i = 0; i < request.size(); i++) {
                settle(request.get(i), outcomes.get(i), now);
            }
            finished = pump(now);
        }
        tell(finished);
    }

    private void settle(PendingRecord record, PutOutcome outcome, long now) {
        if (outcome instanceof Stored where) {
            if (!record.shardId.equals(where.shardId())) {
                misplaced = true;
            }
            batcher.settled(record, now);
            if (record.stored(where)) {
                ended.add(record.delivery());
            }
        } else if (outcome instanceof Failed failed) {
            batcher.settled(record, now);
            end(record, failed.reason(), failed.cause());
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
        record.due = now + delay;
        batcher.retry(record);
    }

    private void end(PendingRecord record, String reason, Throwable cause) {
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
        Retry last = failures.last();
        return last == null ? waited : waited + "; the last request: " + last.reason();
    }

    private Throwable cause(PendingRecord record) {
        Retry why = record.lastFailure == null ? failures.last() : record.lastFailure;
        return why == null ? null : why.cause();
    }

    private void setTimer(long now) {
        boolean free = underWay.size() < options.requestsInFlight();
        long next = free ? Math.max(batcher.nextAt(isIdle()), failures.pausedUntil()) : NEVER;
        long at = Math.min(next, batcher.expiryAt());
        if (at == NEVER || timer != null && timerAt <= at) {
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
        tell(finished);
    }

    private List<Delivery> takeEnded() {
        if (ended.isEmpty()) {
            return List.of();
        }
        completions.announce();
        List<Delivery> taken = ended;
        ended = new ArrayList<>();
        return taken;
    }

    private void tell(List<Delivery> finished) {
        if (!finished.isEmpty()) {
            completions.tell(finished);
        }
    }

    /** As {@link StreamSink#close}. */
    void close(Duration longest) {
        List<Delivery> finished;
        synchronized (this) {
            open = false;
            finished = pump(nanoTime.getAsLong());
        }
        tell(finished);
        synchronized (this) {
            waitForAll(nanoTime.getAsLong() + longest.toNanos());
            failRest();
            finished = takeEnded();
        }
        tell(finished);
        completions.await(HAND_OVER);
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
        List<PendingRecord> unanswered = flat(underWay);
        underWay.clear();
        List<PendingRecord> unsent = batcher.drain(unanswered);
        unsent.forEach(record -> end(record, "not sent: the sink was stopped", cause(record)));
        unanswered.forEach(
                record -> end(record, "perhaps stored: the sink was stopped before AWS answered", cause(record)));
    }

    private static List<PendingRecord> flat(Set<List<PendingRecord>> requests) {
        return requests.stream().flatMap(List::stream).toList();
    }
}
