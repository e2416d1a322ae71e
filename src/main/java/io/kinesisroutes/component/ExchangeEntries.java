// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.UnsendableRecordException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Makes the records of an exchange. A list body is one record an element; an element may be an exchange or a message of
 * its own, as an aggregator collects them. The sequence number that a source left in the headers is never sent on: it
 * belongs to another stream. Thread-safe.
 */
final class ExchangeEntries {

    private static final BigInteger HASH_KEYS = BigInteger.ONE.shiftLeft(128);

    private final PartitionKeys keys;

    ExchangeEntries(PartitionKeys keys) {
        this.keys = keys;
    }

    private static boolean isList(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        // A JSON tree is iterable too, but it is one value: what converts to bytes as a whole is one record.
        return body instanceof Iterable
                && exchange.getContext().getTypeConverterRegistry().lookup(byte[].class, body.getClass()) == null;
    }

    /**
     * @throws UnsendableRecordException if one of them cannot be sent, with its index; nothing was sent then
     */
    Records of(Exchange exchange) {
        Message message = exchange.getMessage();
        if (!isList(exchange)) {
            return new Records(false, List.of(ofMessage(exchange, message, 0)));
        }
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (Object element : (Iterable<?>) message.getBody()) {
            entries.add(ofElement(exchange, element, entries.size()));
        }
        return new Records(true, entries);
    }

    private PutRecordsRequestEntry ofElement(Exchange exchange, Object element, int index) {
        if (element instanceof Exchange grouped) {
            return ofMessage(grouped, grouped.getMessage(), index);
        }
        if (element instanceof Message grouped) {
            return ofMessage(exchange, grouped, index);
        }
        return entry(
                data(exchange, element, index),
                keys.ofElement(exchange, element, index),
                hashKey(exchange.getMessage(), index));
    }

    private PutRecordsRequestEntry ofMessage(Exchange exchange, Message message, int index) {
        return entry(
                data(exchange, message.getBody(), index),
                keys.ofMessage(exchange, message, index),
                hashKey(message, index));
    }

    private static PutRecordsRequestEntry entry(SdkBytes data, String partitionKey, String hashKey) {
        return PutRecordsRequestEntry.builder()
                .data(data)
                .partitionKey(partitionKey)
                .explicitHashKey(hashKey)
                .build();
    }

    private static SdkBytes data(Exchange exchange, Object value, int index) {
        byte[] bytes = value instanceof ByteBuffer buffer
                ? SdkBytes.fromByteBuffer(buffer).asByteArrayUnsafe()
                : converted(exchange, value, index);
        if (bytes == null) {
            throw new UnsendableRecordException(index, wrongType(value));
        }
        return SdkBytes.fromByteArrayUnsafe(bytes);
    }

    private static byte[] converted(Exchange exchange, Object value, int index) {
        try {
            return exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, value);
        } catch (TypeConversionException e) {
            throw new UnsendableRecordException(index, wrongType(value), e);
        }
    }

    private static String wrongType(Object value) {
        String what = value == null ? "null" : "a " + value.getClass().getName();
        return "it is " + what
                + ". Send byte[], String, ByteBuffer, InputStream or a type that Camel converts to bytes";
    }

    /** AWS refuses the whole request for one bad hash key, other exchanges' records included. */
    private static String hashKey(Message message, int index) {
        String key = message.getHeader(KinesisHeaders.EXPLICIT_HASH_KEY, String.class);
        if (key == null || key.matches("0|[1-9]\\d{0,38}") && new BigInteger(key).compareTo(HASH_KEYS) < 0) {
            return key;
        }
        throw new UnsendableRecordException(
                index, "its explicit hash key '" + key + "' is not a decimal number from 0 to 2^128 - 1");
    }
}
