// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.PutOutcome.Stored;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What became of the records of an exchange that failed. When an error handler gives it to the same producer again, what is
 * stored is not sent again, and the others go as they were read: what a body was read from may be at its end.
 *
 * @param stored one place a record, {@code null} where it is not stored
 */
record PartlyStored(KinesisProducer producer, Object body, Records records, List<Stored> stored) {

    private static final String PROPERTY = "CamelAwsKinesisPartlyStored";

    /** @return {@code null} if this is not the redelivery of what failed here */
    static PartlyStored of(Exchange exchange, KinesisProducer producer) {
        return exchange.getProperty(PROPERTY) instanceof PartlyStored before
                        && before.producer == producer
                        && before.body == exchange.getMessage().getBody()
                        // Else a route that changes a list in place and sends it once more would send what it was.
                        && Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class))
                ? before
                : null;
    }

    static void remember(Exchange exchange, PartlyStored now) {
        exchange.setProperty(PROPERTY, now);
    }

    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}
