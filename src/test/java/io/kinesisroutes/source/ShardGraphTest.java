// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Shard;

class ShardGraphTest {

    private static final Shard PARENT = Shard.builder().shardId("0").build();
    private static final Shard OTHER_PARENT = Shard.builder().shardId("1").build();
    private static final Shard MERGED = Shard.builder()
            .shardId("2")
            .parentShardId("0")
            .adjacentParentShardId("1")
            .build();

    @Test
    void readable_parentsNotEnded_childWaits() {
        assertEquals(
                List.of(PARENT, OTHER_PARENT), ShardGraph.readable(List.of(PARENT, OTHER_PARENT, MERGED), Set.of()));
    }

    @Test
    void readable_oneOfTwoParentsEnded_childStillWaits() {
        assertEquals(List.of(OTHER_PARENT), ShardGraph.readable(List.of(PARENT, OTHER_PARENT, MERGED), Set.of("0")));
    }

    @Test
    void readable_bothParentsEnded_childIsRead() {
        assertEquals(List.of(MERGED), ShardGraph.readable(List.of(PARENT, OTHER_PARENT, MERGED), Set.of("0", "1")));
    }

    @Test
    void readable_parentsPastRetention_childIsRead() {
        assertEquals(List.of(MERGED), ShardGraph.readable(List.of(MERGED), Set.of()));
    }

    @Test
    void readable_ended_isNotReadAgain() {
        assertEquals(List.of(), ShardGraph.readable(List.of(PARENT), Set.of("0")));
    }
}
