// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The operations on the shards of a stream. Thread-safe: no state. */
final class ShardOperations {
    private ShardOperations() {}

    static void checkList(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        constraints.text("nextToken", in.text("NextToken"), 1, 1_048_576, Shapes.ANY);
        constraints.text("exclusiveStartShardId", in.text("ExclusiveStartShardId"), 1, 128, Shapes.NAME);
        constraints.range("maxResults", in.integer("MaxResults"), 1, 10_000);
        in.object("ShardFilter").ifPresent(filter -> {
            constraints.present("shardFilter.type", filter.has("Type"));
            constraints.oneOf("shardFilter.type", filter.text("Type"), ShardFilter.TYPES);
        });
    }

    static Reply list(KinesisCall call) {
        KinesisStream stream = call.stream();
        ShardListing listing = listing(call);
        int asked = call.in().integer("MaxResults").orElse(Limits.LIST_SHARDS_RESULTS);
        int limit = Math.min(asked, Limits.LIST_SHARDS_RESULTS);
        List<Shard> rest = stream.shards().all().stream()
                .filter(listing.filter().predicate(stream.shards()))
                .filter(shard -> shard.id().compareTo(listing.after()) > 0)
                .toList();
        List<Shard> page = rest.subList(0, Math.min(limit, rest.size()));
        return out -> {
            if (rest.size() > page.size()) {
                String last = page.get(page.size() - 1).id();
                out.field("NextToken", new ShardListing(call.address(), listing.filter(), last, call.now()).encode());
            }
            out.array("Shards", () -> ShardReplies.shards(out, page));
        };
    }

    private static ShardListing listing(KinesisCall call) {
        Fields in = call.in();
        Optional<String> token = in.text("NextToken");
        if (token.isEmpty()) {
            String after = in.text("ExclusiveStartShardId").orElse("");
            return new ShardListing(call.address(), ShardFilter.of(in), after, call.now());
        }
        if (in.has("StreamName") || in.has("ExclusiveStartShardId") || in.has("StreamCreationTimestamp")) {
            throw AwsError.invalidArgument("NextToken and StreamName cannot be provided together.");
        }
        ShardListing listing = ShardListing.decode(token.get());
        listing.checkNotExpired(call.now());
        return listing;
    }

    static void checkSplit(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        Shapes.shardId(in, constraints, "ShardToSplit", "shardToSplit");
        Shapes.required(in, constraints, "NewStartingHashKey", "newStartingHashKey");
        constraints.text("newStartingHashKey", in.text("NewStartingHashKey"), 1, 39, Shapes.HASH_KEY);
    }

    static Reply split(KinesisCall call) {
        KinesisStream stream = provisioned(call);
        Shard shard = open(call, call.shard("ShardToSplit"));
        BigInteger at = new BigInteger(call.in().text("NewStartingHashKey").orElseThrow());
        if (!shard.range().splittableAt(at)) {
            throw AwsError.invalidArgument("NewStartingHashKey " + at + " used in SplitShard() on shard " + shard.id()
                    + " in " + call.address().described()
                    + " is not both greater than one plus the shard's StartingHashKey "
                    + shard.range().start() + " and less than the shard's EndingHashKey "
                    + shard.range().end() + ".");
        }
        stream.shards().split(shard, at);
        return Reply.EMPTY;
    }

    static void checkMerge(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        Shapes.shardId(in, constraints, "ShardToMerge", "shardToMerge");
        Shapes.shardId(in, constraints, "AdjacentShardToMerge", "adjacentShardToMerge");
    }

    static Reply merge(KinesisCall call) {
        KinesisStream stream = provisioned(call);
        Shard first = open(call, call.shard("ShardToMerge"));
        Shard second = open(call, call.shard("AdjacentShardToMerge"));
        if (!first.range().adjacentTo(second.range())) {
            throw AwsError.invalidArgument("Shards " + first.id() + " and " + second.id() + " in "
                    + call.address().described() + " are not an adjacent pair of shards eligible for merging");
        }
        stream.shards().merge(first, second);
        return Reply.EMPTY;
    }

    static void checkUpdateCount(Fields in, Constraints constraints) {
        Shapes.stream(in, constraints);
        Shapes.required(in, constraints, "TargetShardCount", "targetShardCount");
        constraints.range("targetShardCount", in.integer("TargetShardCount"), 1, Integer.MAX_VALUE);
        constraints.present("scalingType", in.has("ScalingType"));
        constraints.oneOf("scalingType", in.text("ScalingType"), List.of("UNIFORM_SCALING"));
    }

    static Reply updateCount(KinesisCall call) {
        KinesisStream stream = provisioned(call);
        int current = stream.shards().open().size();
        int target = call.in().integer("TargetShardCount").orElseThrow();
        if (target > 2 * current) {
            throw AwsError.invalidArgument("UpdateShardCount cannot scale up over double your current open shard count."
                    + " Current open shard count: " + current + " Target shard count: " + target);
        }
        if (2 * target < current) {
            throw AwsError.invalidArgument("UpdateShardCount cannot scale down below half your current open shard"
                    + " count. Current open shard count: " + current + " Target shard count: " + target);
        }
        Resize.to(target, stream.shards());
        return out -> {
            out.field("StreamName", call.address().name());
            out.field("StreamARN", call.address().arn());
            out.field("CurrentShardCount", current);
            out.field("TargetShardCount", target);
        };
    }

    private static KinesisStream provisioned(KinesisCall call) {
        KinesisStream stream = call.stream();
        if (stream.onDemand()) {
            throw AwsError.kinesis(
                    "ValidationException",
                    "Stream " + call.address().name() + " under account "
                            + call.address().accountId()
                            + " is in ON_DEMAND mode: its shards are not yours to change.");
        }
        return stream;
    }

    private static Shard open(KinesisCall call, Shard shard) {
        if (shard.closed().isPresent()) {
            throw AwsError.invalidArgument(
                    "Shard " + shard.id() + " in " + call.address().described()
                            + " has already been merged or split, and thus is not eligible for merging or splitting.");
        }
        return shard;
    }
}
