// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the Kinesis Producer Library packs into one record: a magic number, a message of Protocol Buffers and its MD5 sum.
 * Read field by field and not by the client library, whose generated classes fit one version of Protocol Buffers only,
 * while it is the application that decides which one is there.
 *
 * @param parts in the order in which the producer gave them
 */
record Aggregate(List<Part> parts) {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int MD5_LENGTH = 16;

    /** The fields that are read, each as its number and its type: lengths but for the index, which is a number. */
    private static final int KEY_TABLE = 1 << 3 | 2;

    private static final int RECORDS = 3 << 3 | 2;
    private static final int KEY_INDEX = 1 << 3;
    private static final int DATA = 3 << 3 | 2;

    /** One record of the producer's user. */
    record Part(String partitionKey, byte[] data) {}

    /** Whether bytes begin as an aggregate does. */
    static boolean isLikely(byte[] bytes) {
        return isLikely(ByteBuffer.wrap(bytes));
    }

    /** The same for the bytes that a buffer has left. */
    static boolean isLikely(ByteBuffer bytes) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.remaining() <= i || bytes.get(bytes.position() + i) != MAGIC[i]) {
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
            return Optional.of(
                    new Aggregate(parts(CodedInputStream.newInstance(bytes, MAGIC.length, end - MAGIC.length))));
        } catch (IOException e) {
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

    private static List<Part> parts(CodedInputStream message) throws IOException {
        List<String> keys = new ArrayList<>();
        List<byte[]> records = new ArrayList<>();
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            switch (tag) {
                case KEY_TABLE -> keys.add(new String(message.readByteArray(), StandardCharsets.UTF_8));
                case RECORDS -> records.add(message.readByteArray());
                default -> skip(tag, message);
            }
        }
        List<Part> parts = new ArrayList<>(records.size());
        for (byte[] record : records) {
            parts.add(part(CodedInputStream.newInstance(record), keys));
        }
        return parts;
    }

    private static Part part(CodedInputStream message, List<String> keys) throws IOException {
        long key = -1;
        byte[] data = null;
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            switch (tag) {
                case KEY_INDEX -> key = message.readUInt64();
                case DATA -> data = message.readByteArray();
                default -> skip(tag, message);
            }
        }
        if (data == null || key < 0 || key >= keys.size()) {
            throw new IOException("a record without its data or its key");
        }
        return new Part(keys.get((int) key), data);
    }

    private static void skip(int tag, CodedInputStream message) throws IOException {
        if (!message.skipField(tag)) {
            throw new IOException("a group that ends before it began");
        }
    }
}
