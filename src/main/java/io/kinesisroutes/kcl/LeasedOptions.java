// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.stream.KinesisLimits;
import io.kinesisroutes.stream.StreamRef;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * How a stream is read by many processes.
 *
 * @param consumer the name that they share; also that of the lease table
 * @param stream with its ARN where that is known, since only so a stream of another account is found without a role there
 * @param start where the shards that exist at the very first start are read from: TRIM_HORIZON, LATEST or AT_TIMESTAMP
 * @param fetching how records are asked for
 * @param delivery how they are handed over
 */
public record LeasedOptions(
        String consumer, StreamRef stream, StartingPosition start, Fetching fetching, DeliveryOptions delivery) {

    /**
     * @param fanOut whether AWS pushes the records, each consumer at a rate of its own, instead of being asked for them
     * @param recordsPerRead 1 to {@link KinesisLimits#RECORDS_PER_READ}; of no meaning with fan-out
     * @param tuning how soon workers notice each other
     */
    public record Fetching(boolean fanOut, int recordsPerRead, Tuning tuning) {}
}
