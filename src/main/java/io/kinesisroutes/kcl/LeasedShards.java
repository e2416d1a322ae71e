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

    LeasedShards(LeasedContext context) {
        this.context = context;
    }

    /** What is known of the leases, before the library asks for a shard. */
    void leases(LeaseBook book) {
        leases = book;
    }

    LeaseBook leases() {
        return leases;
    }

    @Override
    public ShardRecordProcessor shardRecordProcessor() {
        return new LeasedShard(context, this);
    }

    void add(String shardId, LeasedShard shard) {
        reading.computeIfAbsent(shardId, id -> ConcurrentHashMap.newKeySet()).add(shard);
    }

    void remove(String shardId, LeasedShard shard) {
        reading.computeIfPresent(shardId, (id, shards) -> {
            shards.remove(shard);
            return shards.isEmpty() ? null : shards;
        });
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
