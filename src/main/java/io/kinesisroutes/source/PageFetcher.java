// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.Page;
import io.kinesisroutes.shard.RecordSource;
import io.kinesisroutes.shard.Retry;
import io.kinesisroutes.shard.ShardContext;
import io.kinesisroutes.shard.ShardLog;
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
final class PageFetcher implements RecordSource {

    private final String shardId;
    private final ReadContext context;
    private final ShardContext shard;
    private final ShardPosition start;
    private final Runnable pageReady;
    private final Retry retry = new Retry();

    // Only the one fetch that is on its way touches these.
    private ShardPosition fetched;
    private String iterator;
    private int emptyReads;
    private Instant lastRead;

    private volatile String whyNotRead;
    private ReadPage ready;
    private boolean fetching;
    private boolean atEnd;

    /** @param isLast whether the shard is closed and holds nothing beyond this page */
    private record ReadPage(List<Record> records, long millisBehindLatest, boolean isLast) {}

    /** @param pageReady is called when {@link #take()} has something */
    PageFetcher(ShardStart start, ReadContext context, Runnable pageReady) {
        this.shardId = start.shardId();
        this.fetched = start.position();
        this.iterator = start.iterator();
        this.start = start.position();
        this.context = context;
        this.shard = context.shard();
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
        shard.threads().later(shard.threads().io(), delay, this::fetch);
    }

    /** The next page if it is there; the one after it is asked for at once. */
    @Override
    public Optional<Page> take() {
        ReadPage page;
        synchronized (this) {
            page = ready;
            ready = null;
        }
        if (page == null) {
            prefetch(Duration.ZERO);
            return Optional.empty();
        }
        prefetch(untilNextRead(page));
        return Optional.of(new Page(
                new UnpackedRecords(shardId, page.records(), start, page.millisBehindLatest()), page.isLast()));
    }

    @Override
    public Optional<String> whyNotRead() {
        return Optional.ofNullable(whyNotRead);
    }

    @Override
    public synchronized boolean hasPage() {
        return ready != null;
    }

    private Duration untilNextRead(ReadPage page) {
        Duration pause = context.reading().pace().afterRead(bytes(page.records()));
        return pause.isZero()
                ? pause
                : pause.minus(Duration.between(lastRead, shard.clock().instant()));
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
            delay = shard.running().getAsBoolean() ? read() : Retry.PAUSE;
        } catch (KinesisFailure e) {
            delay = afterFailure(e);
        } catch (Throwable e) {
            // Whatever it is, the executor would swallow it, and the shard would stand still without a word.
            delay = retry.afterFailure();
            ShardLog.unexpected("Reading " + shard.nameOf(shardId), e);
        }
        if (delay == null) {
            pageReady.run();
        } else {
            shard.threads().later(shard.threads().io(), delay, this::fetch);
        }
    }

    /** @return how long to wait before the next read; {@code null} if this one brought something */
    private Duration read() {
        if (iterator == null) {
            iterator = context.api()
                    .shardIterator(shardId, Positions.startingPosition(fetched))
                    .value();
        }
        lastRead = shard.clock().instant();
        GetRecordsResponse answer =
                context.api().records(iterator, context.reading().recordsPerRead());
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
        arrived(new ReadPage(answer.records(), behind, iterator == null));
        return null;
    }

    private ReadPace pace() {
        return context.reading().pace();
    }

    private synchronized void arrived(ReadPage page) {
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
        if (!shard.running().getAsBoolean() || !retry.shouldLog(delay)) {
            return delay;
        }
        if (e instanceof KinesisFailure.Rejected && iterator == null) {
            SourceLog.cannotGoOn(shard.nameOf(shardId), fetched, context.checkpoint(), e);
        } else {
            SourceLog.cannotRead(shard.nameOf(shardId), delay, e);
        }
        return delay;
    }
}
