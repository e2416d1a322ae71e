// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Many records in one, as the Kinesis Producer Library writes them: a magic number, the protobuf message AggregatedRecord
 * and its MD5 sum. Not thread-safe.
 */
public final class KplAggregate {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

    // Tags: the number of the field, and 2 for bytes of a given length or 0 for a number.
    private static final int PARTITION_KEY_TABLE = 1 << 3 | 2;
    private static final int RECORDS = 3 << 3 | 2;
    private static final int RECORD_PARTITION_KEY_INDEX = 1 << 3;
    private static final int RECORD_DATA = 3 << 3 | 2;

    private final List<String> keys = new ArrayList<>();
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int size;

    public void add(String partitionKey, byte[] data) {
        if (!keys.contains(partitionKey)) {
            keys.add(partitionKey);
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        number(record, RECORD_PARTITION_KEY_INDEX);
        number(record, keys.indexOf(partitionKey));
        bytes(record, RECORD_DATA, data);
        bytes(records, RECORDS, record.toByteArray());
        size++;
    }

    int size() {
        return size;
    }

    /** The partition key of the whole. */
    public String partitionKey() {
        return keys.get(0);
    }

    public byte[] encode() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        keys.forEach(key -> bytes(message, PARTITION_KEY_TABLE, key.getBytes(StandardCharsets.UTF_8)));
        message.writeBytes(records.toByteArray());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(MAGIC);
        whole.writeBytes(message.toByteArray());
        whole.writeBytes(md5(message.toByteArray()));
        return whole.toByteArray();
    }

    private static void bytes(ByteArrayOutputStream out, int tag, byte[] value) {
        number(out, tag);
        number(out, value.length);
        out.writeBytes(value);
    }

    /** A varint. */
    private static void number(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
