// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.source.ShardBoard.Tip;
import io.kinesisroutes.stream.IssuedIterator;
import io.kinesisroutes.stream.KinesisApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * Says for every open shard, before the source is called started, where its tip is: LATEST means the tip at the start, and
 * not at some later time when a thread comes round to the shard.
 */
final class LatestPins {

    private static final Logger LOG = LoggerFactory.getLogger(LatestPins.class);

    private static final StartingPosition LATEST =
            StartingPosition.builder().type(ShardIteratorType.LATEST).build();

    /** By how much this machine's clock may be ahead of AWS's where AWS has not told the time. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(5);

    private LatestPins() {}

    /** Where the tip is now, if that is where to start. */
    static Tip at(KinesisApi api, StartingPosition start, List<Shard> listed, Executor io) {
        Instant now = Instant.now();
        if (start.type() != ShardIteratorType.LATEST) {
            return atStart(now);
        }
        List<Shard> open =
                listed.stream().filter(shard -> !ShardGraph.isClosed(shard)).toList();
        Map<String, IssuedIterator> pins = take(api, open, io);
        Instant tip = pins.values().stream()
                .map(IssuedIterator::issued)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> atStart(now).time());
        return new Tip(tip, pins);
    }

    /** Where the tip was at a time that only this machine has told. */
    static Tip atStart(Instant startedAt) {
        return new Tip(startedAt.minus(CLOCK_MARGIN), Map.of());
    }

    /** A shard is missing if AWS did not answer now. */
    private static Map<String, IssuedIterator> take(KinesisApi api, List<Shard> open, Executor io) {
        Map<String, CompletableFuture<Optional<IssuedIterator>>> asked = new HashMap<>();
        open.forEach(shard ->
                asked.put(shard.shardId(), CompletableFuture.supplyAsync(() -> ask(api, shard.shardId()), io)));
        Map<String, IssuedIterator> pins = new HashMap<>();
        asked.forEach((shardId, answer) -> answer.join().ifPresent(pin -> pins.put(shardId, pin)));
        return pins;
    }

    private static Optional<IssuedIterator> ask(KinesisApi api, String shardId) {
        try {
            return Optional.of(api.shardIterator(shardId, LATEST));
        } catch (RuntimeException e) {
            // The time of the start serves as well, only less exactly.
            LOG.debug("The tip of shard {} is not known", shardId, e);
            return Optional.empty();
        }
    }
}
