// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.sink.PutOutcome.Stored;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;

/**
 * Which records of a list are stored although its exchange failed. An error handler that gives the same list to the same
 * producer again then sends only the others.
 */
record PartlyStored(KinesisProducer producer, Object body, List<Stored> stored) {

    private static final String PROPERTY = "CamelAwsKinesisPartlyStored";

    /** One place a record, {@code null} where it is not stored; empty if nothing is known of this list. */
    static List<Stored> of(Exchange exchange, KinesisProducer producer, int records) {
        return exchange.getProperty(PROPERTY) instanceof PartlyStored before
                        && before.producer == producer
                        && before.body == exchange.getMessage().getBody()
                        && before.stored.size() == records
                ? before.stored
                : List.of();
    }

    static void remember(Exchange exchange, PartlyStored now) {
        if (now.stored.stream().anyMatch(Objects::nonNull)) {
            exchange.setProperty(PROPERTY, now);
        }
    }

    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}
