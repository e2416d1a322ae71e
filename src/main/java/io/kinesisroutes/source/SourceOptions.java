// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * How a stream is read.
 *
 * @param shards which shards, and from where
 * @param reading how they are asked for records
 * @param delivery how the records are handed over
 */
public record SourceOptions(Shards shards, Reading reading, DeliveryOptions delivery) {

    /**
     * @param start where the shards that exist at the first start are read from
     * @param only the one shard to read, {@code null} for all
     * @param listInterval how often the stream is asked for new shards; the end of a shard asks at once
     */
    public record Shards(StartingPosition start, String only, Duration listInterval) {}

    /**
     * @param recordsPerRead 1 to {@link KinesisLimits#RECORDS_PER_READ}
     * @param pace how often a shard may be read, shared with the other consumers of the stream
     */
    public record Reading(int recordsPerRead, ReadPace pace) {}
}
