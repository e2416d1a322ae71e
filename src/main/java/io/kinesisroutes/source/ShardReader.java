// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Takes one shard's records from the fetcher to the handler, in steps, so that no thread waits for the shard in between.
 * Not thread-safe but for {@link #safe()} and {@link #trouble()}: one thread at a time takes a step.
 */
final class ShardReader {

    /** What {@link #step()} returns when nothing but a wake-up is worth another step. */
    static final Duration UNTIL_WOKEN = ChronoUnit.FOREVER.getDuration();

    /**
     * When room for a few records is used although nobody wakes for it: a route may hold what it was given until a later
     * record comes.
     */
    private static final Duration LITTLE_ROOM = Duration.ofMillis(50);

    private final String shardId;
    private final ShardPosition start;
    private final ShardContext context;
    private final PageFetcher fetcher;
    private final Deliveries deliveries;
    private final Deaggregator deaggregator = new Deaggregator();

    private Iterator<Record> page = Collections.emptyIterator();
    private Iterator<SourceRecord> unpacked = Collections.emptyIterator();
    private SourceRecord next;
    private long millisBehindLatest;
    private boolean pageIsLast;

    /** @param wakeUp asks for a step, from any thread */
    ShardReader(ShardStart start, ShardContext context, Runnable wakeUp) {
        this.shardId = start.shardId();
        this.start = start.position();
        this.context = context;
        this.fetcher = new PageFetcher(start, context, wakeUp);
        this.deliveries = new Deliveries(start, context, wakeUp);
    }

    String shardId() {
        return shardId;
    }

    /** How far the shard is done. Thread-safe. */
    ShardPosition safe() {
        return deliveries.safe();
    }

    /** Why the shard does not go on; empty if it does. Thread-safe. */
    Optional<String> trouble() {
        return deliveries.whyHeldBack().or(fetcher::whyNotRead);
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
        if (!context.running().getAsBoolean()) {
            return Retry.PAUSE;
        }
        deliveries.redeliver();
        if (!hasNext() && !pageIsLast) {
            fetcher.take().ifPresent(this::open);
        }
        while (hasNext() && deliveries.hasRoom() && context.running().getAsBoolean()) {
            deliveries.handOver(nextBatch());
        }
        return untilNextStep();
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
        return fetcher.hasPage() ? Duration.ZERO : UNTIL_WOKEN;
    }

    private void open(PageFetcher.Page next) {
        page = next.records().iterator();
        millisBehindLatest = next.millisBehindLatest();
        pageIsLast = next.isLast();
    }

    private boolean hasNext() {
        while (next == null && !pageIsDone()) {
            next = unpacked.hasNext() ? unpacked.next() : unpack(page.next());
        }
        return next != null;
    }

    private boolean pageIsDone() {
        return !unpacked.hasNext() && !page.hasNext();
    }

    /** @return {@code null} if everything in it was done before */
    private SourceRecord unpack(Record record) {
        if (!Deaggregator.isAggregate(record)) {
            return Deaggregator.whole(shardId, record, millisBehindLatest);
        }
        unpacked =
                deaggregator.unpack(shardId, record, start, millisBehindLatest).iterator();
        return null;
    }

    private List<SourceRecord> nextBatch() {
        int most = context.options().delivery().recordsPerExchange();
        if (most == 1) {
            return List.of(takeNext());
        }
        List<SourceRecord> batch = new ArrayList<>();
        while (batch.size() < most && hasNext()) {
            batch.add(takeNext());
        }
        return batch;
    }

    private SourceRecord takeNext() {
        SourceRecord taken = next;
        next = null;
        return taken;
    }
}
