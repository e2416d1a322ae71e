// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import io.kinesisroutes.component.KinesisHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes the record of a dead-letter envelope again: its bytes are the body, its partition key a header. Where it was is the
 * header {@code CamelAwsKinesisRecordId}. Thread-safe.
 *
 * @see DeadLetterEnvelope
 */
public final class OpenEnvelope implements Processor {

    /** @throws NotAnEnvelopeException if the body is none */
    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Envelope envelope = Envelope.read(message.getMandatoryBody(byte[].class));
        message.setBody(envelope.data());
        header(message, KinesisHeaders.PARTITION_KEY, envelope.partitionKey());
        header(message, KinesisHeaders.RECORD_ID, envelope.origin().recordId());
    }

    private static void header(Message message, String name, String value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
