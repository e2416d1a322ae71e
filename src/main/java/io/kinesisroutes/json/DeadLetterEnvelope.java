// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.component.KinesisHeaders;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Puts a record that cannot go on into an envelope that says why, where it came from and what its bytes were, as JSON:
 * {@code stream, shardId, sequenceNumber, partitionKey, arrival, reason, pointer, data}, the last in base64. The header
 * {@code CamelFileName} is set to a name that is the same each time the record is delivered, so that a file destination
 * holds it once. Thread-safe.
 */
public final class DeadLetterEnvelope implements Processor {

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param exchange with the bytes that were refused as its body and the reason as its caught exception
     * @throws IllegalStateException if the body cannot be read as bytes
     */
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        byte[] data = message.getBody(byte[].class);
        if (data == null) {
            throw new IllegalStateException("A dead letter holds the bytes of its record, and there are none");
        }
        Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String shardId = message.getHeader(KinesisHeaders.SHARD_ID, String.class);
        String sequenceNumber = message.getHeader(KinesisHeaders.SEQUENCE_NUMBER, String.class);
        ObjectNode envelope = MAPPER.createObjectNode();
        envelope.put("stream", stream(message, shardId, sequenceNumber));
        envelope.put("shardId", shardId);
        envelope.put("sequenceNumber", sequenceNumber);
        envelope.put("partitionKey", message.getHeader(KinesisHeaders.PARTITION_KEY, String.class));
        envelope.put("arrival", Objects.toString(message.getHeader(KinesisHeaders.APPROX_ARRIVAL_TIME), null));
        envelope.put("reason", why == null ? null : why.getMessage());
        envelope.put("pointer", why instanceof InvalidRecordException invalid ? invalid.pointer() : null);
        envelope.put("data", data);
        message.setBody(MAPPER.writeValueAsBytes(envelope));
        message.setHeader(Exchange.FILE_NAME, shardId + "-" + sequenceNumber + ".json");
    }

    private static String stream(Message message, String shardId, String sequenceNumber) {
        String recordId = message.getHeader(KinesisHeaders.RECORD_ID, String.class);
        String tail = "/" + shardId + "/" + sequenceNumber;
        return recordId != null && recordId.endsWith(tail)
                ? recordId.substring(0, recordId.length() - tail.length())
                : recordId;
    }
}
