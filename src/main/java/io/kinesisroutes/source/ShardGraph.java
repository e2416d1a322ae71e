// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Which shards may be read: pure, so without threads, clock or calls. */
final class ShardGraph {

    private ShardGraph() {}

    /**
     * The shards that may be read now: not yet read to their end, and none of their parents is still to be read. A parent
     * that the stream does not list any more is past retention: nothing is left to read in it.
     *
     * @param listed all shards of the stream
     * @param ended the ids of those read to their end
     */
    static List<Shard> readable(Collection<Shard> listed, Set<String> ended) {
        Set<String> unread = listed.stream()
                .map(Shard::shardId)
                .filter(id -> !ended.contains(id))
                .collect(Collectors.toSet());
        return listed.stream()
                .filter(shard -> unread.contains(shard.shardId()))
                .filter(shard -> Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                        .noneMatch(unread::contains))
                .toList();
    }

    /** A closed shard takes no more records. */
    static boolean isClosed(Shard shard) {
        return shard.sequenceNumberRange() != null
                && shard.sequenceNumberRange().endingSequenceNumber() != null;
    }
}
