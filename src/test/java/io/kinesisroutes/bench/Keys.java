// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Partition keys that reach the shards in turns, so that no shard gets more than the others. There are many times more
 * than records in flight: who keeps the order of a key has one record of it under way. Immutable.
 */
final class Keys {
    static final int BYTES = 10;
    private static final int COUNT = 1 << 16;
    private static final BigInteger HASH_KEYS = BigInteger.ONE.shiftLeft(128);

    private final BigInteger hashKeysOfShard;
    private final String[] keys;

    /** @param shards that divide the hash keys evenly, a power of 2 */
    Keys(int shards) {
        hashKeysOfShard = HASH_KEYS.divide(BigInteger.valueOf(shards));
        keys = new String[COUNT];
        int[] next = new int[shards];
        for (int shard = 0; shard < shards; shard++) {
            next[shard] = shard;
        }
        int missing = COUNT;
        for (int number = 0; missing > 0; number++) {
            String key = String.format(Locale.ROOT, "key-%06d", number);
            int shard = shardOf(key);
            if (next[shard] < COUNT) {
                keys[next[shard]] = key;
                next[shard] += shards;
                missing--;
            }
        }
    }

    /** The key of a record, by its number. */
    String of(long record) {
        return keys[(int) (record % COUNT)];
    }

    private int shardOf(String key) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, md5).divide(hashKeysOfShard).intValue();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
