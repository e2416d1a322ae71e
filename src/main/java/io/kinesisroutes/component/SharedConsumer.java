// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import java.util.Optional;

/**
 * How a source shares its stream with other processes, for who looks at it from outside.
 *
 * @param name of the consumer, of its lease table and, with fan-out, of the consumer that is registered at the stream
 * @param fanOut whether the stream sends the records by itself
 * @param metrics whether the Kinesis Client Library's metrics go to CloudWatch
 */
public record SharedConsumer(String name, boolean fanOut, boolean metrics) {

    /** Empty where one process reads all of the stream. */
    public static Optional<SharedConsumer> of(KinesisEndpoint endpoint) {
        return Optional.ofNullable(endpoint.settings().consumer().lease())
                .map(lease -> new SharedConsumer(lease.name(), lease.fanOut(), lease.metrics()));
    }
}
