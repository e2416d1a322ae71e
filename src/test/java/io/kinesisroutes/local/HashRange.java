// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A range of hash keys, both ends included. */
record HashRange(BigInteger start, BigInteger end) {
    static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    /** Equal steps of floor(2^128 / n), the last range taking what is left. */
    static List<HashRange> even(int n) {
        BigInteger step = KEYS.divide(BigInteger.valueOf(n));
        List<HashRange> ranges = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            BigInteger start = step.multiply(BigInteger.valueOf(i));
            BigInteger next = i == n - 1 ? KEYS : start.add(step);
            ranges.add(new HashRange(start, next.subtract(BigInteger.ONE)));
        }
        return ranges;
    }

    /** Where Kinesis puts a partition key: its MD5 as an unsigned number. */
    static BigInteger hash(String partitionKey) {
        try {
            byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean contains(BigInteger hashKey) {
        return start.compareTo(hashKey) <= 0 && hashKey.compareTo(end) <= 0;
    }

    /** Kinesis wants more than one key on the lower side of a split. */
    boolean splittableAt(BigInteger key) {
        return key.compareTo(start.add(BigInteger.ONE)) > 0 && key.compareTo(end) < 0;
    }

    BigInteger middle() {
        return start.add(end).add(BigInteger.ONE).shiftRight(1);
    }

    HashRange below(BigInteger key) {
        return new HashRange(start, key.subtract(BigInteger.ONE));
    }

    HashRange from(BigInteger key) {
        return new HashRange(key, end);
    }

    boolean adjacentTo(HashRange other) {
        return end.add(BigInteger.ONE).equals(other.start)
                || other.end.add(BigInteger.ONE).equals(start);
    }

    HashRange join(HashRange other) {
        return new HashRange(start.min(other.start), end.max(other.end));
    }
}
