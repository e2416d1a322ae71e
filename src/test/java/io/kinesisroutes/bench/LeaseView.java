// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.utils.CompletableFutureUtils;
import software.amazon.kinesis.leader.LeaderLock;

/**
 * What a lease table says at a moment. Immutable.
 *
 * @param owners by shard, of those that have one
 * @param moving how many shards are being handed over
 * @param leader the worker that gives leases out; empty if there is none
 */
record LeaseView(Map<String, String> owners, int moving, String leader) {
    private static final String SHARD = "shardId-";

    /** A table that does not exist has nothing in it. */
    static LeaseView of(DynamoDbAsyncClient dynamoDb, String table) {
        Map<String, String> owners = new TreeMap<>();
        int moving = 0;
        String leader = "";
        for (Map<String, AttributeValue> item : items(dynamoDb, table)) {
            String key = text(item, "leaseKey");
            if (key.startsWith(SHARD) && !text(item, "leaseOwner").isEmpty()) {
                owners.put(key, text(item, "leaseOwner"));
                moving += text(item, "checkpointOwner").isEmpty() ? 0 : 1;
            } else if (key.equals(LeaderLock.LEADER_HASH_KEY)) {
                leader = text(item, "ownerName");
            }
        }
        return new LeaseView(owners, moving, leader);
    }

    private static Iterable<Map<String, AttributeValue>> items(DynamoDbAsyncClient dynamoDb, String table) {
        Set<Map<String, AttributeValue>> items = new HashSet<>();
        try {
            CompletableFutureUtils.joinLikeSync(
                    dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                            .items()
                            .subscribe(items::add));
        } catch (ResourceNotFoundException e) {
            return Set.of();
        }
        return items;
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }

    /** Whether all shards have an owner and stay there, and no worker has two more than another. */
    boolean isEven(int shards, int workers) {
        return owners.size() == shards && moving == 0 && counts().size() == workers && spread() <= 1;
    }

    /** How many shards more than the one with the fewest the worker with the most has, of those that have any. */
    long spread() {
        var counts = counts().values().stream().mapToLong(Long::longValue).summaryStatistics();
        return counts.getCount() == 0 ? 0 : counts.getMax() - counts.getMin();
    }

    /** How many shards each worker has that has any. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        owners.values().forEach(owner -> counts.merge(owner, 1L, Long::sum));
        return counts;
    }

    Set<String> workers() {
        return Set.copyOf(owners.values());
    }

    Set<String> shardsOf(Set<String> workers) {
        return owners.entrySet().stream()
                .filter(owner -> workers.contains(owner.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
