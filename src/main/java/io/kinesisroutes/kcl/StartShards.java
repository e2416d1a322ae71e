// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * The shards that a fresh reader begins with; their children are found when they end. The library would find them too, but
 * not before a minute and a half has passed.
 */
final class StartShards {

    private static final DynamoDBLeaseSerializer SERIALIZER = new DynamoDBLeaseSerializer();

    private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);

    private StartShards() {}

    /**
     * The shards that were open at a time; together they have all hash keys.
     *
     * @param at {@code null} for the oldest record
     * @throws KinesisFailure if they cannot be listed
     * @throws LeaseTableException which may pass, if some are missing in what is listed
     */
    static List<Shard> list(KinesisApi api, Instant at) {
        if (at != null) {
            ShardFilter filter = ShardFilter.builder()
                    .type(ShardFilterType.AT_TIMESTAMP)
                    .timestamp(at)
                    .build();
            List<Shard> shards = api.listShards(filter);
            if (haveAllHashKeys(shards)) {
                return shards;
            }
            // The time is before the stream, or before what it still keeps: then its oldest shards are to begin with.
        }
        List<Shard> shards = api.listShards(
                ShardFilter.builder().type(ShardFilterType.AT_TRIM_HORIZON).build());
        if (!haveAllHashKeys(shards)) {
            throw LeaseTableException.notYet("No shards are leased yet: AWS lists " + shards.size()
                    + " shards that do not have all hash keys of the stream, as happens while it is resharded.");
        }
        return shards;
    }

    /** Whether no hash key is missing; while a stream is resharded, one may be in two of the shards. */
    private static boolean haveAllHashKeys(List<Shard> shards) {
        BigInteger next = BigInteger.ZERO;
        List<HashKeyRange> ranges = shards.stream()
                .map(Shard::hashKeyRange)
                .sorted(Comparator.comparing(range -> new BigInteger(range.startingHashKey())))
                .toList();
        for (HashKeyRange range : ranges) {
            if (new BigInteger(range.startingHashKey()).compareTo(next) > 0) {
                return false;
            }
            next = next.max(new BigInteger(range.endingHashKey()).add(BigInteger.ONE));
        }
        return next.equals(HASH_KEYS);
    }

    /** A lease that nobody holds, as an item of the lease table. */
    static Map<String, AttributeValue> lease(Shard shard, Instant at) {
        Lease lease = new Lease();
        lease.leaseKey(shard.shardId());
        lease.checkpoint(at == null ? ExtendedSequenceNumber.TRIM_HORIZON : ExtendedSequenceNumber.AT_TIMESTAMP);
        lease.ownerSwitchesSinceCheckpoint(0L);
        lease.parentShardIds(Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                .filter(Objects::nonNull)
                .toList());
        lease.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
        return SERIALIZER.toDynamoRecord(lease);
    }
}
