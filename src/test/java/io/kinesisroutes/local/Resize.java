// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * UpdateShardCount: splits at the borders that equal ranges would have, then merges across the borders that they do not
 * have. So every child has one or two real parents, and some shards only live for a moment, as at AWS.
 */
final class Resize {
    /** Equal ranges round down, so the same border computed for another count may be off by a few keys. */
    private static final BigInteger ROUNDING = BigInteger.ONE.shiftLeft(64);

    private Resize() {}

    static void to(int target, ShardMap shards) {
        List<BigInteger> wanted = starts(HashRange.even(target));
        splitAt(wanted, shards);
        mergeAcrossOthers(wanted, shards);
    }

    private static List<BigInteger> starts(List<HashRange> ranges) {
        return ranges.stream().map(HashRange::start).toList();
    }

    private static void splitAt(List<BigInteger> wanted, ShardMap shards) {
        List<BigInteger> existing =
                starts(shards.open().stream().map(Shard::range).toList());
        for (BigInteger border : wanted) {
            if (!near(border, existing)) {
                shards.split(shards.owner(border), border);
            }
        }
    }

    private static void mergeAcrossOthers(List<BigInteger> wanted, ShardMap shards) {
        List<Shard> open = new ArrayList<>(shards.open());
        for (Shard shard : open.subList(1, open.size())) {
            BigInteger border = shard.range().start();
            if (!near(border, wanted)) {
                shards.merge(shards.owner(border.subtract(BigInteger.ONE)), shard);
            }
        }
    }

    private static boolean near(BigInteger border, List<BigInteger> others) {
        return others.stream().anyMatch(other -> other.subtract(border).abs().compareTo(ROUNDING) < 0);
    }
}
