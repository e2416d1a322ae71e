// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which shards ListShards is asked for. Pure.
 *
 * @param shardId for AFTER_SHARD_ID
 * @param timestamp for AT_TIMESTAMP and FROM_TIMESTAMP
 */
record ShardFilter(String type, Optional<String> shardId, Optional<Instant> timestamp) {
    static final ShardFilter ALL = new ShardFilter("FROM_TRIM_HORIZON", Optional.empty(), Optional.empty());
    static final List<String> TYPES = List.of(
            "AFTER_SHARD_ID", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST", "AT_TIMESTAMP", "FROM_TIMESTAMP");

    static ShardFilter of(Fields in) {
        Optional<Fields> filter = in.object("ShardFilter");
        return filter.map(f -> new ShardFilter(f.text("Type").orElse(""), f.text("ShardId"), f.timestamp("Timestamp")))
                .orElse(ALL)
                .checked();
    }

    Predicate<Shard> predicate(ShardMap shards) {
        return switch (type) {
            case "AFTER_SHARD_ID" -> shard -> shard.id().compareTo(shardId.orElseThrow()) > 0;
            case "AT_TRIM_HORIZON" -> shards.oldest()::contains;
            case "AT_LATEST" -> shard -> shard.closed().isEmpty();
            case "AT_TIMESTAMP" -> shard -> !shard.created().isAfter(timestamp.orElseThrow()) && openAtOrAfter(shard);
            case "FROM_TIMESTAMP" -> this::openAtOrAfter;
            default -> shard -> true;
        };
    }

    private boolean openAtOrAfter(Shard shard) {
        return shard.closed().map(end -> !end.isBefore(timestamp.orElseThrow())).orElse(true);
    }

    private ShardFilter checked() {
        if (type.equals("AFTER_SHARD_ID") && shardId.isEmpty()) {
            throw AwsError.invalidArgument("ShardId must be specified when ShardFilter type is AFTER_SHARD_ID.");
        }
        if (type.endsWith("_TIMESTAMP") && timestamp.isEmpty()) {
            throw AwsError.invalidArgument("Timestamp must be specified when ShardFilter type is " + type + ".");
        }
        return this;
    }
}
