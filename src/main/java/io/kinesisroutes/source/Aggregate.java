// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the Kinesis Producer Library packs into one record: a magic number, a message of Protocol Buffers and its MD5 sum.
 * Read here and not by the client library, whose generated classes fit one version of Protocol Buffers only, while it is
 * the application that decides which one is there.
 *
 * @param parts in the order in which the producer gave them
 */
record Aggregate(List<Part> parts) {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int MD5_LENGTH = 16;

    private static final int KEY_TABLE = 1;
    private static final int RECORDS = 3;
    private static final int KEY_INDEX = 1;
    private static final int DATA = 3;

    /** One record of the producer's user. */
    record Part(String partitionKey, byte[] data) {}

    /** Whether bytes begin as an aggregate does. */
    static boolean isLikely(byte[] bytes) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.length <= i || bytes[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads an aggregate.
     *
     * @param bytes of the whole record
     * @return empty if they are none after all: their sum is not right, or what it is of is no such message
     */
    static Optional<Aggregate> read(byte[] bytes) {
        int end = bytes.length - MD5_LENGTH;
        if (!isLikely(bytes) || end < MAGIC.length || !hasItsSum(bytes, end)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Aggregate(parts(ByteBuffer.wrap(bytes, MAGIC.length, end - MAGIC.length))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean hasItsSum(byte[] bytes, int end) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(bytes, MAGIC.length, end - MAGIC.length);
            return ByteBuffer.wrap(md5.digest()).equals(ByteBuffer.wrap(bytes, end, MD5_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    private static List<Part> parts(ByteBuffer bytes) {
        List<String> keys = new ArrayList<>();
        List<ByteBuffer> records = new ArrayList<>();
        WireMessage message = new WireMessage(bytes);
        while (message.next()) {
            if (message.isBytes(KEY_TABLE)) {
                keys.add(StandardCharsets.UTF_8.decode(message.bytes()).toString());
            } else if (message.isBytes(RECORDS)) {
                records.add(message.bytes());
            }
        }
        return records.stream().map(record -> part(record, keys)).toList();
    }

    private static Part part(ByteBuffer bytes, List<String> keys) {
        long key = -1;
        byte[] data = null;
        WireMessage message = new WireMessage(bytes);
        while (message.next()) {
            if (message.isNumber(KEY_INDEX)) {
                key = message.number();
            } else if (message.isBytes(DATA)) {
                data = new byte[message.bytes().remaining()];
                message.bytes().get(data);
            }
        }
        if (data == null || key < 0 || key >= keys.size()) {
            throw new IllegalArgumentException("A record without its data or its key");
        }
        return new Part(keys.get((int) key), data);
    }
}
