// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Takes one shard's records from where they come to the handler, in steps, so that no thread waits for the shard in between.
 * Not thread-safe but for {@link #lastDone()}, {@link #isIdle()} and {@link #trouble()}: one thread at a time takes a step.
 */
public final class ShardReader {

    /** What {@link #step()} returns when nothing but a wake-up is worth another step. */
    static final Duration UNTIL_WOKEN = ChronoUnit.FOREVER.getDuration();

    /**
     * When room for a few records is used although nobody wakes for it: a route may hold what it was given until a later
     * record comes.
     */
    private static final Duration LITTLE_ROOM = Duration.ofMillis(50);

    private final String shardId;
    private final ShardContext context;
    private final RecordSource source;
    private final Deliveries deliveries;

    /** What is handed over next; it stays here until it is, whatever a step fails of. */
    private final List<SourceRecord> batch;

    private Iterator<SourceRecord> page = Collections.emptyIterator();
    private boolean pageIsLast;
    private volatile String whyBrokenOff;

    /** @param wakeUp asks for a step, from any thread */
    ShardReader(String shardId, ShardContext context, RecordSource source, Runnable wakeUp) {
        this.shardId = shardId;
        this.context = context;
        this.source = source;
        this.deliveries = new Deliveries(shardId, context, wakeUp);
        this.batch = new ArrayList<>(context.delivery().recordsPerExchange());
    }

    /** Which shard. */
    public String shardId() {
        return shardId;
    }

    /** The last record with nothing unfinished at or before it; empty while there is none. Thread-safe. */
    public Optional<SourceRecord> lastDone() {
        return deliveries.lastDone();
    }

    /** Whether no record is being processed at this moment: all that were handed over are done or wait to be tried again. Thread-safe. */
    public boolean isIdle() {
        return deliveries.isIdle();
    }

    /** Why the shard does not go on; empty if it does. Thread-safe. */
    public Optional<String> trouble() {
        return Optional.ofNullable(whyBrokenOff).or(deliveries::whyHeldBack).or(source::whyNotRead);
    }

    /** The last step ended with this, and what it was about is tried again. */
    void brokeOff(Throwable why) {
        whyBrokenOff = "its reading broke off: " + why;
    }

    /** The last step was taken to its end. */
    void goesOn() {
        if (whyBrokenOff != null) {
            whyBrokenOff = null;
        }
    }

    /** Whether the shard is closed and everything in it is done. */
    boolean isEnded() {
        return pageIsLast && !hasNext() && deliveries.isEmpty();
    }

    /**
     * Hands over what failed and is due, then what is left of a page or the next one.
     *
     * @return how long to wait before the next step: zero for at once, {@link #UNTIL_WOKEN} for a wake-up
     */
    Duration step() {
        if (!isRunning()) {
            return Retry.PAUSE;
        }
        deliveries.redeliver();
        if (!hasNext() && !pageIsLast) {
            source.take().ifPresent(this::open);
        }
        while (hasNext() && deliveries.hasRoom() && isRunning()) {
            handOverNext();
        }
        return untilNextStep();
    }

    private boolean isRunning() {
        return context.running().getAsBoolean();
    }

    private Duration untilNextStep() {
        Optional<Duration> redelivery = deliveries.untilRedelivery();
        if (redelivery.isPresent()) {
            return redelivery.get().isNegative() ? Duration.ZERO : redelivery.get();
        }
        if (hasNext()) {
            return deliveries.waitForRoom() ? LITTLE_ROOM : Duration.ZERO;
        }
        if (pageIsLast) {
            return deliveries.waitForEmpty() ? UNTIL_WOKEN : Duration.ZERO;
        }
        return source.hasPage() ? Duration.ZERO : UNTIL_WOKEN;
    }

    private void open(Page next) {
        page = next.records();
        pageIsLast = next.isLast();
    }

    private boolean hasNext() {
        return !batch.isEmpty() || page.hasNext();
    }

    private void handOverNext() {
        int most = context.delivery().recordsPerExchange();
        while (batch.size() < most && page.hasNext()) {
            batch.add(page.next());
        }
        deliveries.handOver(List.copyOf(batch));
        batch.clear();
    }
}
