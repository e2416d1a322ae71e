// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.local.LocalStream;
import java.nio.charset.StandardCharsets;

/** The records. Each says in its data which one it is. */
final class Workload {
    static final int DATA_BYTES = 200;

    /** Numbers of JSON do not begin with 0, so that each begins with this 1. */
    private static final String START = "{\"id\":1";

    private static final int DIGITS = 11;
    private static final String REST = ",\"text\":\"";
    private static final String END = "\"}";
    private static final byte[] TEMPLATE = template();
    /** Belongs to the first shard of any stream. */
    private static final String FIRST_HASH_KEY = "0";

    private Workload() {}

    /** Puts the same number into each shard, in turns, or all into the first. */
    static void fill(LocalStream stream, long records, boolean skewed) {
        Keys keys = new Keys(stream.openShardIds().size());
        for (long i = 0; i < records; i++) {
            stream.put(keys.of(i), skewed ? FIRST_HASH_KEY : null, data(i));
        }
    }

    /** A record's data. Costs little, because who writes has to make it while it is measured. */
    static byte[] data(long number) {
        byte[] data = TEMPLATE.clone();
        long left = number;
        for (int at = START.length() + DIGITS - 1; left > 0; at--) {
            data[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return data;
    }

    /** Which record's data it is. */
    static int number(byte[] data) {
        return Integer.parseInt(new String(data, START.length(), DIGITS, StandardCharsets.US_ASCII));
    }

    private static byte[] template() {
        String text = START + "0".repeat(DIGITS) + REST;
        return (text + "x".repeat(DATA_BYTES - text.length() - END.length()) + END).getBytes(StandardCharsets.US_ASCII);
    }
}
