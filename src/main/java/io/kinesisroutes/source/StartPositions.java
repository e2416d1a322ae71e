// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Where shards are read from: pure, so without threads, clock or calls. */
final class StartPositions {

    private StartPositions() {}

    /**
     * The positions of all shards when nothing was ever saved.
     *
     * @param now the time of the stream; with LATEST it is what a later start goes on from if nothing was read until then
     */
    static Map<String, ShardPosition> first(Collection<Shard> listed, StartingPosition start, Instant now) {
        Map<String, ShardPosition> positions = new LinkedHashMap<>();
        listed.forEach(shard -> positions.put(shard.shardId(), first(shard, start, now)));
        return positions;
    }

    private static ShardPosition first(Shard shard, StartingPosition start, Instant now) {
        return switch (start.type()) {
            // What a closed shard holds came before now: it is not wanted, also not after the next start.
            case LATEST -> ShardGraph.isClosed(shard) ? ShardPosition.END : new ShardPosition.AtTimestamp(now);
            case AT_TIMESTAMP -> new ShardPosition.AtTimestamp(start.timestamp());
            case AT_SEQUENCE_NUMBER -> new ShardPosition.AtSequenceNumber(start.sequenceNumber());
            case AFTER_SEQUENCE_NUMBER -> new ShardPosition.AfterSequenceNumber(start.sequenceNumber());
            default -> ShardPosition.TRIM_HORIZON;
        };
    }

    /**
     * The positions of all shards when some are known: what a reshard made since is new to its first record, whatever the
     * first start asked for, and what the stream does not list any more is past retention.
     */
    static Map<String, ShardPosition> next(Collection<Shard> listed, Map<String, ShardPosition> known) {
        Map<String, ShardPosition> positions = new LinkedHashMap<>();
        listed.forEach(shard ->
                positions.put(shard.shardId(), known.getOrDefault(shard.shardId(), ShardPosition.TRIM_HORIZON)));
        return positions;
    }
}
