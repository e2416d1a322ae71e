// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

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
public record SourceOptions(Shards shards, Reading reading, Delivery delivery) {

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

    /**
     * @param recordsPerExchange how many records are handed over together, at most
     * @param maxInFlight how many records of a shard may be handed over beyond the last one that is safe
     * @param checkpointInterval how often the positions are saved
     */
    public record Delivery(int recordsPerExchange, int maxInFlight, Duration checkpointInterval) {}
}
