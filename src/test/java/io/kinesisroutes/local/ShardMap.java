// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All shards of a stream, and which open one a hash key belongs to. Thread-safe: reads see a consistent snapshot,
 * reshards take turns.
 */
final class ShardMap {
    private final long stream;
    private final Clock clock;
    private int created;
    private volatile List<Shard> all = List.of();
    private volatile NavigableMap<BigInteger, Shard> open = new TreeMap<>();

    ShardMap(long stream, int shards, Clock clock) {
        this.stream = stream;
        this.clock = clock;
        add(HashRange.even(shards), List.of());
    }

    /** In the order of their ids. */
    List<Shard> all() {
        return all;
    }

    /** In the order of their hash keys. */
    List<Shard> open() {
        return List.copyOf(open.values());
    }

    /** Those that nothing else that is left comes before. */
    List<Shard> oldest() {
        List<Shard> snapshot = all;
        Set<String> ids = snapshot.stream().map(Shard::id).collect(Collectors.toSet());
        return snapshot.stream()
                .filter(shard -> shard.parents().stream().noneMatch(ids::contains))
                .toList();
    }

    Optional<Shard> find(String id) {
        return all.stream().filter(shard -> shard.id().equals(id)).findFirst();
    }

    Shard owner(BigInteger hashKey) {
        return open.floorEntry(hashKey).getValue();
    }

    synchronized void split(Shard parent, BigInteger at) {
        replace(
                List.of(parent),
                List.of(parent.range().below(at), parent.range().from(at)));
    }

    synchronized void merge(Shard parent, Shard adjacent) {
        replace(List.of(parent, adjacent), List.of(parent.range().join(adjacent.range())));
    }

    /** Forgets the records there are, and the closed shards with them, as the end of the retention period does. */
    synchronized void trim() {
        all.forEach(shard -> shard.log().trim());
        all = all.stream().filter(shard -> shard.closed().isEmpty()).toList();
    }

    /**
     * In this order nobody sees the end of a parent without its children, and nothing is in a child before the parent
     * is complete.
     */
    private void replace(List<Shard> parents, List<HashRange> ranges) {
        parents.forEach(ShardMap::requireOpen);
        Instant now = clock.instant();
        parents.forEach(Shard::seal);
        add(ranges, parents);
        parents.forEach(parent -> parent.close(now));
    }

    private static void requireOpen(Shard shard) {
        if (shard.closed().isPresent()) {
            throw new IllegalStateException(shard.id() + " is closed already");
        }
    }

    private synchronized void add(List<HashRange> ranges, List<Shard> parents) {
        List<String> parentIds = parents.stream().map(Shard::id).toList();
        List<Shard> more = new ArrayList<>(all);
        NavigableMap<BigInteger, Shard> nowOpen = new TreeMap<>(open);
        parents.forEach(parent -> nowOpen.remove(parent.range().start()));
        for (HashRange range : ranges) {
            Shard child = new Shard(new ShardSequence(stream, created++), range, parentIds, clock);
            more.add(child);
            nowOpen.put(range.start(), child);
        }
        all = List.copyOf(more);
        open = nowOpen;
    }

    /** The shards that a closed one went over into. */
    List<Shard> children(Shard parent) {
        return all.stream()
                .filter(shard -> shard.parents().contains(parent.id()))
                .sorted(Comparator.comparing(Shard::id))
                .toList();
    }
}
