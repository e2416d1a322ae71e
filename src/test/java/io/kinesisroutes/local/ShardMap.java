// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All shards of a stream, and which open one a hash key belongs to. Thread-safe: reads see a consistent snapshot,
 * reshards take turns. A parent is closed before its children can be written to.
 */
final class ShardMap {
    private final long stream;
    private final Clock clock;
    private volatile List<Shard> all = List.of();
    private volatile NavigableMap<BigInteger, Shard> open = new TreeMap<>();

    ShardMap(long stream, int shards, Clock clock) {
        this.stream = stream;
        this.clock = clock;
        HashRange.even(shards).forEach(range -> add(List.of(range), List.of()));
    }

    /** In the order of their ids. */
    List<Shard> all() {
        return all;
    }

    /** In the order of their hash keys. */
    List<Shard> open() {
        return List.copyOf(open.values());
    }

    Optional<Shard> find(String id) {
        return all.stream().filter(shard -> shard.id().equals(id)).findFirst();
    }

    Shard owner(BigInteger hashKey) {
        return open.floorEntry(hashKey).getValue();
    }

    synchronized void split(Shard parent, BigInteger at) {
        requireOpen(parent);
        parent.close(clock.instant());
        add(List.of(parent.range().below(at), parent.range().from(at)), List.of(parent));
    }

    synchronized void merge(Shard parent, Shard adjacent) {
        requireOpen(parent);
        requireOpen(adjacent);
        parent.close(clock.instant());
        adjacent.close(clock.instant());
        add(List.of(parent.range().join(adjacent.range())), List.of(parent, adjacent));
    }

    private void requireOpen(Shard shard) {
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
            Shard child = new Shard(new ShardSequence(stream, more.size()), range, parentIds, clock);
            more.add(child);
            nowOpen.put(range.start(), child);
        }
        all = List.copyOf(more);
        open = nowOpen;
    }

    /** The shards that a closed one went over into. */
    Stream<Shard> children(Shard parent) {
        return all.stream()
                .filter(shard -> shard.parents().contains(parent.id()))
                .sorted(Comparator.comparing(Shard::id));
    }
}
