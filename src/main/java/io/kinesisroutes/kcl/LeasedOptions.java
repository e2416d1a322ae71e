// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.DeliveryOptions;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * How a stream is read by several processes together.
 *
 * @param consumer the name of the lease table
 * @param stream its name
 * @param streamArn {@code null} if nothing says it
 * @param start where the first start begins
 */
public record LeasedOptions(
        String consumer,
        String stream,
        String streamArn,
        StartingPosition start,
        Fetching fetching,
        DeliveryOptions delivery) {

    /** How shards are asked for records. */
    public record Fetching(boolean fanOut, int recordsPerRead, Tuning tuning) {}
}
