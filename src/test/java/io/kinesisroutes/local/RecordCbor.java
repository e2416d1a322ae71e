// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Encodes one record of a GetRecords answer in CBOR (RFC 8949), the data last. */
final class RecordCbor {
    private static final int UNSIGNED = 0x00;
    private static final int BYTES = 0x40;
    private static final int TEXT = 0x60;
    private static final int MAP = 0xA0;
    private static final byte EPOCH_TAG = (byte) 0xC1;
    private static final byte[] SEQUENCE_NUMBER = text("SequenceNumber");
    private static final byte[] ARRIVAL = text("ApproximateArrivalTimestamp");
    private static final byte[] PARTITION_KEY = text("PartitionKey");
    private static final byte[] DATA = text("Data");
    private static final int HEADS = 32;

    private RecordCbor() {}

    static byte[] encode(String sequenceNumber, long arrivalMillis, byte[] partitionKey, byte[] data) {
        int names = SEQUENCE_NUMBER.length + ARRIVAL.length + PARTITION_KEY.length + DATA.length;
        int room = names + HEADS + sequenceNumber.length() + partitionKey.length + data.length;
        ByteBuffer out = ByteBuffer.allocate(room);
        head(out, MAP, 4);
        out.put(SEQUENCE_NUMBER);
        string(out, TEXT, sequenceNumber.getBytes(StandardCharsets.US_ASCII));
        out.put(ARRIVAL).put(EPOCH_TAG);
        head(out, UNSIGNED, arrivalMillis);
        out.put(PARTITION_KEY);
        string(out, TEXT, partitionKey);
        out.put(DATA);
        string(out, BYTES, data);
        byte[] encoded = new byte[out.position()];
        out.flip().get(encoded);
        return encoded;
    }

    private static byte[] text(String constant) {
        byte[] bytes = constant.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(bytes.length + (bytes.length < 24 ? 1 : 2));
        string(out, TEXT, bytes);
        return out.array();
    }

    private static void string(ByteBuffer out, int type, byte[] bytes) {
        head(out, type, bytes.length);
        out.put(bytes);
    }

    private static void head(ByteBuffer out, int type, long value) {
        if (value < 24) {
            out.put((byte) (type | (int) value));
        } else if (value <= 0xFF) {
            out.put((byte) (type | 24)).put((byte) value);
        } else if (value <= 0xFFFF) {
            out.put((byte) (type | 25)).putShort((short) value);
        } else if (value <= 0xFFFF_FFFFL) {
            out.put((byte) (type | 26)).putInt((int) value);
        } else {
            out.put((byte) (type | 27)).putLong(value);
        }
    }
}
