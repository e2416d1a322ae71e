// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * Reads one shard in steps, so that no thread waits for it in between. Not thread-safe: one thread at a time takes a step.
 */
final class ShardReader {

    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

    private final String shardId;
    private final ShardSettings settings;
    private final Retry retry = new Retry();

    private StartingPosition position;
    private String iterator;
    private Iterator<Record> page = List.<Record>of().iterator();
    private Record next;
    private long millisBehindLatest;
    private Instant lastRead = Instant.EPOCH;
    private boolean pageIsLast;

    /** What all readers of a stream have in common. */
    record ShardSettings(
            KinesisApi api, int recordsPerRead, RecordHandler handler, InstantSource clock, BooleanSupplier running) {}

    ShardReader(String shardId, StartingPosition position, ShardSettings settings) {
        this.shardId = shardId;
        this.position = position;
        this.settings = settings;
    }

    String shardId() {
        return shardId;
    }

    /** Whether the shard is closed and all of its records are done. */
    boolean isEnded() {
        return pageIsLast && next == null && !page.hasNext();
    }

    /**
     * Hands over what was read, and reads when nothing is left of it.
     *
     * @return how long to wait before the next step
     */
    Duration step() {
        try {
            if (isPageDone() && !isEnded()) {
                read();
            }
            return handOver();
        } catch (KinesisFailure e) {
            return afterFailure(e);
        }
    }

    private boolean isPageDone() {
        return next == null && !page.hasNext();
    }

    private void read() {
        if (iterator == null) {
            iterator = settings.api().shardIterator(shardId, position);
        }
        lastRead = settings.clock().instant();
        GetRecordsResponse answer = settings.api().records(iterator, settings.recordsPerRead());
        retry.succeeded();
        page = answer.records().iterator();
        millisBehindLatest = answer.millisBehindLatest() == null ? 0 : answer.millisBehindLatest();
        iterator = answer.nextShardIterator();
        pageIsLast = iterator == null;
    }

    private Duration handOver() {
        while (settings.running().getAsBoolean() && !isPageDone()) {
            if (next == null) {
                next = page.next();
            }
            try {
                settings.handler().handle(new SourceRecord(shardId, next, millisBehindLatest));
            } catch (Exception e) {
                return heldBack(next, e);
            }
            retry.succeeded();
            position = after(next);
            next = null;
        }
        return untilNextRead();
    }

    private Duration heldBack(Record record, Exception why) {
        Duration delay = retry.afterFailure();
        if (retry.isNews(delay)) {
            LOG.warn(
                    "Record {} of shard {} is not done; it is delivered again in {} ms and its shard waits for it: {}",
                    record.sequenceNumber(),
                    shardId,
                    delay.toMillis(),
                    why.toString());
        }
        return delay;
    }

    private Duration afterFailure(KinesisFailure e) {
        Duration delay = retry.afterFailure();
        if (e instanceof KinesisFailure.ExpiredIterator) {
            iterator = null;
            return Duration.ZERO;
        }
        // A read that the stop of the source cuts off is no news.
        if (settings.running().getAsBoolean() && retry.isNews(delay)) {
            LOG.warn("Shard {} cannot be read, next try in {} ms: {}", shardId, delay.toMillis(), e.getMessage());
        }
        return delay;
    }

    private Duration untilNextRead() {
        Duration since = Duration.between(lastRead, settings.clock().instant());
        Duration rest = SourceOptions.READ_INTERVAL.minus(since);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static StartingPosition after(Record record) {
        return StartingPosition.builder()
                .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(record.sequenceNumber())
                .build();
    }
}
