// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Reads the pages of one shard, one ahead of what is being processed, at the pace that AWS allows. Thread-safe: at most one
 * fetch is on its way, and the next begins when the page of the last one is taken.
 */
final class PageFetcher {

    private final String shardId;
    private final ShardContext context;
    private final Runnable pageReady;
    private final Retry retry = new Retry();

    // Only the one fetch that is on its way touches these.
    private ShardPosition fetched;
    private String iterator;
    private int emptyReads;
    private Instant lastRead;

    private volatile String whyNotRead;
    private Page ready;
    private boolean fetching;
    private boolean atEnd;

    /** @param isLast whether the shard is closed and holds nothing beyond this page */
    record Page(List<Record> records, long millisBehindLatest, boolean isLast) {}

    /** @param pageReady is called when {@link #take()} has something */
    PageFetcher(ShardStart start, ShardContext context, Runnable pageReady) {
        this.shardId = start.shardId();
        this.fetched = start.position();
        this.iterator = start.iterator();
        this.context = context;
        this.pageReady = pageReady;
    }

    /** Begins to read, after a while, unless that is under way or there is nothing left to read. */
    void prefetch(Duration delay) {
        synchronized (this) {
            if (fetching || ready != null || atEnd) {
                return;
            }
            fetching = true;
        }
        context.threads().later(context.threads().io(), delay, this::fetch);
    }

    /** The next page if it is there; the one after it is asked for at once. */
    Optional<Page> take() {
        Page page;
        synchronized (this) {
            page = ready;
            ready = null;
        }
        if (page == null) {
            prefetch(Duration.ZERO);
            return Optional.empty();
        }
        prefetch(untilNextRead(page));
        return Optional.of(page);
    }

    /** Why the shard cannot be read; empty if it can, or if that may pass any moment. */
    Optional<String> whyNotRead() {
        return Optional.ofNullable(whyNotRead);
    }

    /** Whether {@link #take()} has something. */
    synchronized boolean hasPage() {
        return ready != null;
    }

    private Duration untilNextRead(Page page) {
        Duration pause = context.options().reading().pace().afterRead(bytes(page.records()));
        return pause.isZero()
                ? pause
                : pause.minus(Duration.between(lastRead, context.clock().instant()));
    }

    private static long bytes(List<Record> records) {
        long bytes = 0;
        for (Record record : records) {
            bytes += record.data().asByteArrayUnsafe().length;
        }
        return bytes;
    }

    private void fetch() {
        Duration delay;
        try {
            delay = context.running().getAsBoolean() ? read() : Retry.PAUSE;
        } catch (KinesisFailure e) {
            delay = afterFailure(e);
        } catch (Throwable e) {
            // Whatever it is, the executor would swallow it, and the shard would stand still without a word.
            delay = retry.afterFailure();
            SourceLog.unexpected("Reading " + context.nameOf(shardId), e);
        }
        if (delay == null) {
            pageReady.run();
        } else {
            context.threads().later(context.threads().io(), delay, this::fetch);
        }
    }

    /** @return how long to wait before the next read; {@code null} if this one brought something */
    private Duration read() {
        if (iterator == null) {
            iterator = context.api()
                    .shardIterator(shardId, Positions.startingPosition(fetched))
                    .value();
        }
        lastRead = context.clock().instant();
        GetRecordsResponse answer =
                context.api().records(iterator, context.options().reading().recordsPerRead());
        retry.succeeded();
        whyNotRead = null;
        iterator = answer.nextShardIterator();
        long behind = answer.millisBehindLatest() == null ? 0 : answer.millisBehindLatest();
        if (answer.records().isEmpty() && iterator != null) {
            return behind > 0
                    ? pace().afterRead(0)
                    : pace().afterEmptyRead(++emptyReads, context.shards().getAsInt());
        }
        emptyReads = 0;
        arrived(new Page(answer.records(), behind, iterator == null));
        return null;
    }

    private ReadPace pace() {
        return context.options().reading().pace();
    }

    private synchronized void arrived(Page page) {
        if (!page.records().isEmpty()) {
            Record last = page.records().get(page.records().size() - 1);
            fetched = new ShardPosition.AfterSequenceNumber(last.sequenceNumber());
        }
        ready = page;
        atEnd = page.isLast();
        fetching = false;
    }

    private Duration afterFailure(KinesisFailure e) {
        Duration delay = retry.afterFailure();
        if (e instanceof KinesisFailure.ExpiredIterator) {
            iterator = null;
            return delay;
        }
        if (!e.isRetryable() || retry.isLong()) {
            whyNotRead = e.getMessage();
        }
        if (!context.running().getAsBoolean() || !retry.shouldLog(delay)) {
            return delay;
        }
        if (e instanceof KinesisFailure.Rejected && iterator == null) {
            SourceLog.cannotGoOn(context.nameOf(shardId), fetched, context.checkpoint(), e);
        } else {
            SourceLog.cannotRead(context.nameOf(shardId), delay, e);
        }
        return delay;
    }
}
