// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.StreamRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;

/**
 * All that is there before the library runs: the lease table, where reading begins, and the leases to begin with. Several
 * workers may prepare at once. One thread at a time.
 */
final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private static final StartingPosition LATEST =
            StartingPosition.builder().type(ShardIteratorType.LATEST).build();

    /** By how much this machine's clock may be ahead of AWS's where AWS has not told the time. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(5);

    private final StreamRef stream;
    private final KinesisApi api;
    private final LeaseTable table;
    private final StartingPosition start;

    private Instant tip;

    /**
     * Calls nobody yet.
     *
     * @param api reads the stream
     * @param start for the first start of all: TRIM_HORIZON, AT_TIMESTAMP, or LATEST, which means the time of the first
     *     {@link #prepare()}
     */
    Preparation(StreamRef stream, KinesisApi api, LeaseTable table, StartingPosition start) {
        this.stream = stream;
        this.api = api;
        this.table = table;
        this.start = start;
    }

    /**
     * Prepares what is not there yet. After a failure that may pass it goes on where it was.
     *
     * @return where reading began when the first worker of all started, whatever this one was told
     * @throws LeaseTableException if the table cannot be used
     * @throws KinesisFailure if the stream cannot be asked
     */
    InitialPositionInStreamExtended prepare() {
        Instant at = at();
        table.ensure();
        FirstStart first = FirstStart.settle(table, StreamIdentity.of(stream, api), at);
        if (!first.isLeased()) {
            List<Shard> shards = StartShards.list(api, first.at());
            List<Map<String, AttributeValue>> leases = shards.stream()
                    .map(shard -> StartShards.lease(shard, first.at()))
                    .toList();
            table.putIfAbsent(List.of(VersionNote.item()));
            table.putIfAbsent(leases);
            FirstStart.leased(table);
            LOG.info("The {} has leases for {} shards to begin with", table, leases.size());
        }
        return first.position();
    }

    private Instant at() {
        return switch (start.type()) {
            case TRIM_HORIZON -> null;
            case AT_TIMESTAMP -> start.timestamp();
            case LATEST -> tip();
            default ->
                throw new IllegalArgumentException(
                        start.typeAsString() + " is a place in one shard, and no place to begin all of them at");
        };
    }

    private Instant tip() {
        if (tip == null) {
            // Later attempts do not move it: what came after the start is wanted.
            tip = tipNow();
        }
        return tip;
    }

    /** The time at AWS: whatever comes into any shard from now on is no older. */
    private Instant tipNow() {
        Instant now = Instant.now();
        try {
            return api.listShards().stream()
                    .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                    .findFirst()
                    .map(open -> api.shardIterator(open.shardId(), LATEST).issued())
                    .orElse(now.minus(CLOCK_MARGIN));
        } catch (KinesisFailure e) {
            if (!e.isRetryable()) {
                throw e;
            }
            LOG.debug("The time of the tip is not known from AWS", e);
            return now.minus(CLOCK_MARGIN);
        }
    }
}
