// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.shard.ShardReader;
import io.kinesisroutes.shard.ShardTask;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.source.SourceOptions.Shards;
import io.kinesisroutes.stream.IssuedIterator;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Which shards there are, how far each is done, and which are being read. Thread-safe. */
final class ShardBoard {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

    private final Shards options;
    private final Runnable shardEnded;
    private final Map<String, Reading> tasks = new HashMap<>();

    /** The position of every shard that is not being read; {@code null} until they are known. */
    private Map<String, ShardPosition> resting;

    /** Iterators at the tip of shards that are not opened yet. */
    private Map<String, IssuedIterator> tips = Map.of();

    private ReadContext context;

    /** @param shardEnded is called when the stream is worth listing again */
    ShardBoard(Shards options, Runnable shardEnded) {
        this.options = options;
        this.shardEnded = shardEnded;
    }

    void context(ReadContext shared) {
        this.context = shared;
    }

    /** Takes over what a store remembers. */
    synchronized void known(Map<String, ShardPosition> positions) {
        resting = new LinkedHashMap<>(positions);
    }

    /** Whether nothing is known of the stream yet. */
    synchronized boolean isFirst() {
        return resting == null;
    }

    /** Notes the shards of a stream of which nothing is known; they are read once {@link #open} is called. */
    synchronized void first(List<Shard> listed, Tip tip) {
        resting = StartPositions.first(wanted(listed), options.start(), tip.time());
        tips = tip.iterators();
    }

    /** Notes the shards that the stream has now. */
    synchronized void next(List<Shard> listed) {
        Map<String, ShardPosition> next = StartPositions.next(wanted(listed), positions());
        resting.forEach((id, position) -> {
            if (!next.containsKey(id) && !(position instanceof ShardPosition.End)) {
                LOG.warn(
                        "{} is past the stream's retention; what was not read of it is gone",
                        context.shard().nameOf(id));
            }
        });
        tasks.keySet().forEach(next::remove);
        resting = next;
    }

    private List<Shard> wanted(List<Shard> listed) {
        if (options.only() == null) {
            return listed;
        }
        List<Shard> wanted = listed.stream()
                .filter(shard -> shard.shardId().equals(options.only()))
                .toList();
        if (wanted.isEmpty()) {
            LOG.error("The stream has no shard {}, so nothing is read: check the option shardId", options.only());
        }
        return wanted;
    }

    /** Begins to read those of the shards that may be read now and are not being read. */
    synchronized void open(List<Shard> listed) {
        Set<String> ended = resting.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ShardPosition.End)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<Shard> known =
                listed.stream().filter(shard -> isKnown(shard.shardId())).toList();
        ShardGraph.readable(known, ended).stream()
                .map(Shard::shardId)
                .filter(id -> !tasks.containsKey(id))
                .forEach(this::read);
        tips = Map.of();
    }

    private boolean isKnown(String shardId) {
        return resting.containsKey(shardId) || tasks.containsKey(shardId);
    }

    private void read(String shardId) {
        ShardPosition position = resting.remove(shardId);
        IssuedIterator tip = tips.get(shardId);
        LOG.info("Reading {} from {}", context.shard().nameOf(shardId), position);
        ShardStart start = new ShardStart(shardId, position, tip == null ? null : tip.value());
        ShardTask task =
                new ShardTask(shardId, context.shard(), ready -> new PageFetcher(start, context, ready), this::ended);
        tasks.put(shardId, new Reading(task.reader(), position));
        task.wakeUp();
    }

    private void ended(ShardReader reader) {
        synchronized (this) {
            tasks.remove(reader.shardId());
            resting.put(reader.shardId(), ShardPosition.END);
        }
        LOG.info("{} is closed, and everything in it is done", context.shard().nameOf(reader.shardId()));
        shardEnded.run();
    }

    /** How many shards are being read. */
    synchronized int reading() {
        return tasks.size();
    }

    /** How far each shard is done; empty while nothing is known. */
    synchronized Map<String, ShardPosition> positions() {
        Map<String, ShardPosition> positions = new HashMap<>(resting == null ? Map.of() : resting);
        tasks.forEach((id, task) -> positions.put(id, task.safe()));
        return positions;
    }

    /** Why shards do not go on, by shard id. */
    synchronized Map<String, String> troubles() {
        Map<String, String> reasons = new HashMap<>();
        tasks.forEach((id, task) -> task.reader().trouble().ifPresent(why -> reasons.put(id, why)));
        return reasons;
    }

    /** A shard that is being read, and where that began. */
    private record Reading(ShardReader reader, ShardPosition start) {

        ShardPosition safe() {
            return reader.lastDone().map(SourceRecord::position).orElse(start);
        }
    }

    /**
     * Where the tip of the stream was at the start.
     *
     * @param time at AWS, not later than the iterators
     * @param iterators at the tip of each shard, as far as they are known
     */
    record Tip(Instant time, Map<String, IssuedIterator> iterators) {}
}
