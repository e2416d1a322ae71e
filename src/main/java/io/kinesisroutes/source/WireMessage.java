// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The fields of a message of Protocol Buffers, one after the other. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">The encoding</a>
 */
final class WireMessage {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;
    private static final int VARINT_BITS = 64;

    private final ByteBuffer rest;
    private int field;
    private int type;
    private long number;
    private ByteBuffer bytes;

    WireMessage(ByteBuffer message) {
        rest = message.slice();
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws IllegalArgumentException if what follows is no field
     */
    boolean next() {
        if (!rest.hasRemaining()) {
            return false;
        }
        try {
            long tag = varint();
            field = (int) (tag >>> 3);
            type = (int) (tag & 7);
            value();
            return true;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("It ends within a field", e);
        }
    }

    private void value() {
        switch (type) {
            case VARINT -> number = varint();
            case FIXED_64 -> number = rest.getLong();
            case FIXED_32 -> number = rest.getInt();
            case LENGTH_DELIMITED -> {
                long length = varint();
                if (length < 0 || length > rest.remaining()) {
                    throw new IllegalArgumentException(
                            "A field of " + length + " bytes, and " + rest.remaining() + " left");
                }
                bytes = rest.slice(rest.position(), (int) length);
                rest.position(rest.position() + (int) length);
            }
            default -> throw new IllegalArgumentException("A field of the unknown type " + type);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            byte next = rest.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number that does not end");
    }

    boolean isNumber(int wanted) {
        return field == wanted && type == VARINT;
    }

    boolean isBytes(int wanted) {
        return field == wanted && type == LENGTH_DELIMITED;
    }

    long number() {
        return number;
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
