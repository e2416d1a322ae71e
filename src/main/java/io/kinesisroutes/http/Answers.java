// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.component.KinesisHeaders;
import io.kinesisroutes.sink.UnsendableRecordException;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sender of a request is told, as JSON. Headers of the request are not sent back. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int TRY_AGAIN_SECONDS = 5;

    private Answers() {}

    /** @param message with what the sink says of each record of a list */
    static void stored(Message message) throws IOException {
        List<?> shards = message.getHeader(KinesisHeaders.SHARD_ID, List.class);
        List<?> numbers = message.getHeader(KinesisHeaders.SEQUENCE_NUMBER, List.class);
        ObjectNode body = MAPPER.createObjectNode();
        ArrayNode stored = body.putArray("stored");
        for (int i = 0; i < shards.size(); i++) {
            stored.addObject()
                    .put("shardId", shards.get(i).toString())
                    .put("sequenceNumber", numbers.get(i).toString());
        }
        send(message, 200, body);
    }

    /** @param stream {@code null} if it is not known */
    static void notStored(Message message, Exception why, String stream) throws IOException {
        if (why instanceof RequestRefusedException refused) {
            refused(message, refused);
        } else if (why instanceof UnsendableRecordException unsendable) {
            refused(message, new RequestRefusedException(413, unsendable.getMessage(), unsendable.index(), null));
        } else {
            // Who sends records need not know our roles and accounts; who runs this must.
            LOG.warn(
                    "Records for {} are not stored, and their sender is told to try again: {}", stream, why.toString());
            ObjectNode body = MAPPER.createObjectNode()
                    .put(
                            "error",
                            "Not all records are stored. Send the request again; those that are will be there twice");
            send(message, 503, body);
            message.setHeader("Retry-After", TRY_AGAIN_SECONDS);
        }
    }

    private static void refused(Message message, RequestRefusedException why) throws IOException {
        ObjectNode body = MAPPER.createObjectNode().put("error", why.getMessage());
        if (why.index() >= 0) {
            body.put("record", why.index());
        }
        if (why.pointer() != null) {
            body.put("pointer", why.pointer());
        }
        send(message, why.status(), body);
    }

    private static void send(Message message, int status, ObjectNode body) throws IOException {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(MAPPER.writeValueAsBytes(body));
    }
}
