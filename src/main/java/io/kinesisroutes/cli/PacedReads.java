// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.source.ReadPace;
import io.kinesisroutes.stream.IssuedIterator;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * Reads one shard beside those who live on it: at the pace that AWS allows, and again after a while when they have used it
 * up. Not thread-safe. Blocks.
 */
final class PacedReads {

    /** AWS tells its time in whole seconds. */
    private static final Duration TOLERATED = Duration.ofSeconds(3);

    private static final ReadPace PACE = new ReadPace(KinesisLimits.READS_PER_SECOND);

    private final KinesisApi api;
    private final String shardId;
    private final InstantSource clock;
    private final Patience patience;
    private Instant nextRead = Instant.MIN;
    private Duration clockError = Duration.ZERO;

    PacedReads(KinesisApi api, String shardId, InstantSource clock, Patience patience) {
        this.api = api;
        this.shardId = shardId;
        this.clock = clock;
        this.patience = patience;
    }

    String shardId() {
        return shardId;
    }

    /** The time at AWS, where the clock of this machine is wrong. */
    Instant now() {
        return clock.instant().plus(clockError);
    }

    /** @throws KinesisFailure if that does not succeed, after several tries where these may help */
    IssuedIterator iterator(StartingPosition position) throws InterruptedException {
        IssuedIterator issued = patience.call(() -> api.shardIterator(shardId, position));
        Duration error = Duration.between(clock.instant(), issued.issued());
        clockError = error.abs().compareTo(TOLERATED) < 0 ? Duration.ZERO : error;
        return issued;
    }

    /** @throws KinesisFailure if that does not succeed, after several tries where these may help */
    GetRecordsResponse records(String iterator, int limit) throws InterruptedException {
        Instant now = clock.instant();
        if (nextRead.isAfter(now)) {
            patience.pause(Duration.between(now, nextRead));
        }
        GetRecordsResponse page = patience.call(() -> api.records(iterator, limit));
        nextRead = clock.instant().plus(PACE.afterRead(bytes(page)));
        return page;
    }

    static long bytes(GetRecordsResponse page) {
        return page.records().stream()
                .map(Record::data)
                .mapToLong(data -> data.asByteArrayUnsafe().length)
                .sum();
    }
}
