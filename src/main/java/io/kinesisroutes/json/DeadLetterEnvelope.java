// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.component.KinesisHeaders;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Puts a record that cannot go on into an envelope that says why, where it came from and what its bytes were, as JSON:
 * {@code stream, shardId, sequenceNumber, partitionKey, arrival, reason, pointer, data}, the last in base64; and
 * {@code subSequenceNumber} for one of several that a producer packed into one record.
 *
 * <p>The header {@code CamelFileName} of what came from a stream or a file becomes a name that is the same each time the
 * record is delivered, so that a file destination holds it once, and that no other record has. All other headers of Camel
 * go, but for those of Kinesis: they were meant for where the record was to go, and would send its letter there. Thread-safe.
 *
 * @see Envelope
 */
public final class DeadLetterEnvelope implements Processor {

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param exchange with the bytes that were refused as its body and the reason as its caught exception
     * @throws IllegalStateException if the body cannot be read as bytes
     */
    @Override
    public void process(Exchange exchange) throws Exception {
        put(exchange, exchange.getMessage(), null);
    }

    /**
     * Makes the message of an exchange an envelope.
     *
     * @param record as it came; may be that message
     * @param index of the record in a list; {@code null} if it was in none
     */
    void put(Exchange exchange, Message record, Integer index) throws JsonProcessingException {
        byte[] data = record.getBody(byte[].class);
        if (data == null) {
            throw new IllegalStateException("A dead letter holds the bytes of its record, and there are none");
        }
        Origin origin = Origin.of(record);
        String fileName = LetterName.of(exchange, record, origin.inStream(), index, data);
        byte[] envelope = MAPPER.writeValueAsBytes(envelope(record, origin, exchange, data));
        Message message = exchange.getMessage();
        message.setBody(envelope);
        message.removeHeaders("Camel*", "CamelAwsKinesis*");
        if (fileName != null) {
            message.setHeader(Exchange.FILE_NAME, fileName);
        }
    }

    private static ObjectNode envelope(Message message, Origin origin, Exchange exchange, byte[] data) {
        Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ObjectNode envelope = MAPPER.createObjectNode();
        envelope.put("stream", origin.stream());
        envelope.put("shardId", origin.shardId());
        envelope.put("sequenceNumber", origin.sequenceNumber());
        if (origin.subSequenceNumber() != null) {
            envelope.put("subSequenceNumber", origin.subSequenceNumber());
        }
        envelope.put("partitionKey", message.getHeader(KinesisHeaders.PARTITION_KEY, String.class));
        envelope.put("arrival", Objects.toString(message.getHeader(KinesisHeaders.APPROX_ARRIVAL_TIME), null));
        envelope.put("reason", why == null ? null : why.getMessage());
        envelope.put("pointer", why instanceof InvalidRecordException invalid ? invalid.pointer() : null);
        return envelope.put("data", data);
    }

    /**
     * Where a record came from; all {@code null} if that was no stream.
     *
     * @param inStream what names it there
     */
    private record Origin(
            String stream, String shardId, String sequenceNumber, Long subSequenceNumber, String inStream) {

        static Origin of(Message message) {
            String id = message.getHeader(KinesisHeaders.RECORD_ID, String.class);
            String shardId = message.getHeader(KinesisHeaders.SHARD_ID, String.class);
            String sequenceNumber = message.getHeader(KinesisHeaders.SEQUENCE_NUMBER, String.class);
            int shardAt = id == null ? -1 : id.lastIndexOf("/" + shardId + "/" + sequenceNumber);
            if (shardAt < 0) {
                return new Origin(null, shardId, sequenceNumber, null, null);
            }
            // What follows the stream names the record in it, also one of several that a producer packed into one.
            String inStream = id.substring(shardAt + 1).replace('/', '-');
            Long sub = subSequenceNumber(id.substring(shardAt + shardId.length() + sequenceNumber.length() + 2));
            return new Origin(id.substring(0, shardAt), shardId, sequenceNumber, sub, inStream);
        }

        private static Long subSequenceNumber(String behind) {
            return behind.matches("/\\d{1,18}") ? Long.valueOf(behind.substring(1)) : null;
        }
    }
}
