// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import io.kinesisroutes.sink.SinkOptions;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import org.apache.camel.util.ObjectHelper;

/**
 * The options of an endpoint that a producer reads, checked.
 *
 * @param partitionKey an expression in the Simple language; {@code null} for none
 */
record ProducerSettings(String partitionKey, SinkOptions sink) {

    /** Meaningful only if no problem was added. */
    static ProducerSettings of(KinesisEndpoint endpoint, Problems problems) {
        OptionRange range = new OptionRange(problems);
        range.check("deliveryTimeoutMillis", endpoint.getDeliveryTimeoutMillis(), 1, Integer.MAX_VALUE);
        range.check("lingerMillis", endpoint.getLingerMillis(), 0, 60_000);
        range.check("maxInFlightRequests", endpoint.getMaxInFlightRequests(), 1, 1_000);
        range.check("maxBufferedBytes", endpoint.getMaxBufferedBytes(), 1, Integer.MAX_VALUE);
        range.check("maxWritesPerSecond", endpoint.getMaxWritesPerSecond(), 0, KinesisLimits.WRITES_PER_SECOND);
        return new ProducerSettings(
                ObjectHelper.isEmpty(endpoint.getPartitionKey()) ? null : endpoint.getPartitionKey(),
                new SinkOptions(
                        Duration.ofMillis(endpoint.getLingerMillis()),
                        endpoint.getMaxInFlightRequests(),
                        endpoint.getMaxBufferedBytes(),
                        Duration.ofMillis(endpoint.getDeliveryTimeoutMillis()),
                        endpoint.getMaxWritesPerSecond()));
    }
}
