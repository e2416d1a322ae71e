// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;
import java.util.List;

/** Shards as answers show them. */
final class ShardReplies {
    private ShardReplies() {}

    static void shards(ReplyWriter out, List<Shard> shards) throws IOException {
        for (Shard shard : shards) {
            out.element(() -> shard(out, shard));
        }
    }

    private static void shard(ReplyWriter out, Shard shard) throws IOException {
        out.field("ShardId", shard.id());
        out.field("ParentShardId", shard.parents().stream().findFirst());
        out.field("AdjacentParentShardId", shard.parents().stream().skip(1).findFirst());
        range(out, shard);
        out.object("SequenceNumberRange", () -> {
            out.field("StartingSequenceNumber", shard.sequence().start());
            if (shard.closed().isPresent()) {
                int records = shard.log().view().size();
                out.field("EndingSequenceNumber", shard.sequence().end(records));
            }
        });
    }

    /** As GetRecords shows them at the end of their parent. */
    static void children(ReplyWriter out, List<Shard> children) throws IOException {
        for (Shard child : children) {
            out.element(() -> {
                out.field("ShardId", child.id());
                out.array("ParentShards", () -> {
                    for (String parent : child.parents()) {
                        out.element(parent);
                    }
                });
                range(out, child);
            });
        }
    }

    private static void range(ReplyWriter out, Shard shard) throws IOException {
        out.object("HashKeyRange", () -> {
            out.field("StartingHashKey", shard.range().start().toString());
            out.field("EndingHashKey", shard.range().end().toString());
        });
    }
}
