// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** When a worker was given records of which shard, in milliseconds of the machine's clock. Thread-safe. */
final class DeliveryTimes {
    private final Map<String, NavigableSet<Long>> shards = new ConcurrentHashMap<>();

    void now(String shardId) {
        shards.computeIfAbsent(shardId, id -> new ConcurrentSkipListSet<>()).add(System.currentTimeMillis());
    }

    /** The first time at or after this one, of each shard that has one. */
    Map<String, Long> since(long millis) {
        Map<String, Long> first = new TreeMap<>();
        shards.forEach((shard, times) -> {
            Long time = times.ceiling(millis);
            if (time != null) {
                first.put(shard, time);
            }
        });
        return first;
    }
}
