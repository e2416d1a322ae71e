// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.stream.KinesisLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Makes the records of an exchange. A list body is one record an element; an element may be an exchange or a message of
 * its own, as an aggregator collects them. The sequence number that a source left in the headers is never sent on: it
 * belongs to another stream.
 */
final class ExchangeEntries {

    private ExchangeEntries() {}

    static boolean isList(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        // A JSON tree is iterable too, but it is one value: what converts to bytes as a whole is one record.
        return body instanceof Iterable
                && exchange.getContext().getTypeConverterRegistry().lookup(byte[].class, body.getClass()) == null;
    }

    /**
     * @throws IllegalArgumentException if one of them cannot be sent, with its index; nothing was sent then
     */
    static List<PutRecordsRequestEntry> of(Exchange exchange) {
        Message message = exchange.getMessage();
        if (!isList(exchange)) {
            return List.of(entry(exchange, message, message.getBody(), 0));
        }
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (Object element : (Iterable<?>) message.getBody()) {
            entries.add(element(exchange, element, entries.size()));
        }
        return entries;
    }

    private static PutRecordsRequestEntry element(Exchange exchange, Object element, int index) {
        if (element instanceof Exchange grouped) {
            return entry(exchange, grouped.getMessage(), grouped.getMessage().getBody(), index);
        }
        if (element instanceof Message grouped) {
            return entry(exchange, grouped, grouped.getBody(), index);
        }
        return entry(exchange, exchange.getMessage(), element, index);
    }

    private static PutRecordsRequestEntry entry(Exchange exchange, Message headers, Object value, int index) {
        return PutRecordsRequestEntry.builder()
                .data(data(exchange, value, index))
                .partitionKey(partitionKey(headers, index))
                .explicitHashKey(headers.getHeader(KinesisHeaders.EXPLICIT_HASH_KEY, String.class))
                .build();
    }

    private static SdkBytes data(Exchange exchange, Object value, int index) {
        byte[] bytes = value instanceof ByteBuffer buffer
                ? SdkBytes.fromByteBuffer(buffer).asByteArrayUnsafe()
                : exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, value);
        if (bytes == null) {
            String what = value == null ? "null" : "a " + value.getClass().getName();
            throw new IllegalArgumentException("The record at index " + index + " cannot be sent: it is " + what
                    + ". Send byte[], String, ByteBuffer, InputStream or a type that Camel converts to bytes");
        }
        return SdkBytes.fromByteArrayUnsafe(bytes);
    }

    private static String partitionKey(Message headers, int index) {
        String key = headers.getHeader(KinesisHeaders.PARTITION_KEY, String.class);
        if (key == null) {
            return UUID.randomUUID().toString();
        }
        if (key.isEmpty() || key.length() > KinesisLimits.PARTITION_KEY_LENGTH) {
            throw new IllegalArgumentException("The record at index " + index + " cannot be sent: its partition key '"
                    + key + "' has " + key.length() + " characters, AWS takes 1 to "
                    + KinesisLimits.PARTITION_KEY_LENGTH);
        }
        return key;
    }
}
