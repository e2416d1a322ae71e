// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;

/** The shards that this worker reads at this moment. Thread-safe. */
final class LeasedShards implements ShardRecordProcessorFactory {

    private final LeasedContext context;
    // By shard: the library may begin with a shard again before its last reading has ended.
    private final Map<String, Set<LeasedShard>> reading = new ConcurrentHashMap<>();
    private volatile LeaseBook leases;
    private volatile boolean stopped;

    LeasedShards(LeasedContext context) {
        this.context = context;
    }

    /** What is known of the leases, before the library asks for a shard. */
    void leases(LeaseBook book) {
        leases = book;
    }

    @Override
    public ShardRecordProcessor shardRecordProcessor() {
        return new LeasedShard(context, this, leases);
    }

    void add(String shardId, LeasedShard shard) {
        reading.computeIfAbsent(shardId, id -> ConcurrentHashMap.newKeySet()).add(shard);
        // In this order, so that who stops them sees this one or is seen by it.
        if (stopped) {
            shard.stop();
        }
    }

    void remove(String shardId, LeasedShard shard) {
        reading.computeIfPresent(shardId, (id, shards) -> {
            shards.remove(shard);
            return shards.isEmpty() ? null : shards;
        });
    }

    /**
     * Begins nothing new in any shard, also in those that the library begins with from now on.
     *
     * @return those that were being read
     */
    List<LeasedShard> stop() {
        stopped = true;
        List<LeasedShard> shards = all();
        shards.forEach(LeasedShard::stop);
        return shards;
    }

    /** Reads a shard no further: the library is to take its lease again, and read from the position that is saved. */
    void skippedAPage(String shardId) {
        reading.getOrDefault(shardId, Set.of()).forEach(LeasedShard::skippedAPage);
    }

    List<LeasedShard> all() {
        return reading.values().stream().flatMap(Set::stream).toList();
    }

    /** Why shards do not go on, by shard id; empty if all do. */
    Map<String, String> troubles() {
        Map<String, String> reasons = new HashMap<>();
        reading.forEach(
                (id, shards) -> shards.forEach(shard -> shard.trouble().ifPresent(why -> reasons.put(id, why))));
        return reasons;
    }
}
