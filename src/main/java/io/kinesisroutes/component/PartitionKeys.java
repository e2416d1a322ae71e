// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.UnsendableRecordException;
import io.kinesisroutes.stream.KinesisLimits;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;

/** Which partition key a record gets: its header, else what the option's expression says, else a random one. Thread-safe. */
final class PartitionKeys {

    private final Expression expression;

    /** @param simple in the Simple language; {@code null} for none */
    PartitionKeys(CamelContext context, String simple) {
        this.expression =
                simple == null ? null : context.resolveLanguage("simple").createExpression(simple);
        if (expression != null) {
            expression.init(context);
        }
    }

    /** The key of a message that is a record by itself. */
    String ofMessage(Exchange exchange, Message message, int index) {
        String key = header(message);
        if (key == null && expression != null) {
            key = evaluated(exchange, message, message.getBody(), index);
        }
        return checked(key == null ? random() : key, index);
    }

    /**
     * The key of a plain element of a list. The expression goes before the header here: the header speaks of the list, and
     * one key for all of them would send all to one shard.
     */
    String ofElement(Exchange exchange, Object element, int index) {
        String key = expression == null
                ? header(exchange.getMessage())
                : evaluated(exchange, exchange.getMessage(), element, index);
        return checked(key == null ? random() : key, index);
    }

    private static String header(Message message) {
        return message.getHeader(KinesisHeaders.PARTITION_KEY, String.class);
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    private String evaluated(Exchange exchange, Message headers, Object body, int index) {
        Exchange own = new DefaultExchange(exchange.getContext());
        own.getMessage().setHeaders(headers.getHeaders());
        own.getMessage().setBody(body);
        exchange.getProperties().forEach(own::setProperty);
        String key = expression.evaluate(own, String.class);
        if (key == null || key.isEmpty()) {
            throw new UnsendableRecordException(
                    index, "the expression of the option partitionKey gives nothing for it");
        }
        return key;
    }

    private static String checked(String key, int index) {
        if (key.isEmpty() || key.length() > KinesisLimits.PARTITION_KEY_LENGTH) {
            throw new UnsendableRecordException(
                    index,
                    "its partition key '" + key + "' has " + key.length() + " characters, AWS takes 1 to "
                            + KinesisLimits.PARTITION_KEY_LENGTH);
        }
        return key;
    }
}
