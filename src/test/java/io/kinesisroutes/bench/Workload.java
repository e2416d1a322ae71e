// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.local.LocalStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What stands in the streams. */
final class Workload {
    static final int DATA_BYTES = 200;
    static final int KEY_BYTES = 10;
    /** As many as are in flight many times over: our sink has one record of a key under way. */
    private static final int KEYS = 100_000;

    private static final BigInteger HASH_KEYS = BigInteger.ONE.shiftLeft(128);

    /** Made beforehand, as are the payloads: making them is not what is measured. */
    private static final String[] KEY_TEXTS = IntStream.range(0, KEYS)
            .mapToObj(i -> String.format(Locale.ROOT, "key-%06d", i))
            .toArray(String[]::new);

    private static final byte[][] PAYLOADS =
            IntStream.range(0, 1000).mapToObj(Workload::data).toArray(byte[][]::new);

    private Workload() {}

    /** A record's data, to be written. */
    static byte[] payload(long i) {
        return PAYLOADS[(int) (i % PAYLOADS.length)];
    }

    /** Puts the same number into each shard, in turns, or all into the first. */
    static void fill(LocalStream stream, long records, boolean skewed) {
        int shards = stream.openShardIds().size();
        List<String> places = IntStream.range(0, skewed ? 1 : shards)
                .mapToObj(shard -> inside(shard, shards))
                .toList();
        for (long i = 0; i < records; i++) {
            stream.put(key(i), places.get((int) (i % places.size())), data(i));
        }
    }

    /** A hash key in the middle of a shard's: one at the edge would depend on how ranges are rounded. */
    private static String inside(int shard, int shards) {
        return HASH_KEYS
                .multiply(BigInteger.valueOf(2L * shard + 1))
                .divide(BigInteger.valueOf(2L * shards))
                .toString();
    }

    static String key(long i) {
        return KEY_TEXTS[(int) (i % KEYS)];
    }

    private static byte[] data(long i) {
        String json = String.format(Locale.ROOT, "{\"id\":%d,\"text\":\"", i);
        String padding = "x".repeat(DATA_BYTES - json.length() - 2);
        return (json + padding + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
