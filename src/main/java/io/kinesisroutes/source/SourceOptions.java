// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.stream.KinesisLimits;
import java.time.Duration;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * How a stream is read.
 *
 * @param start where the shards that exist at the first start are read from
 * @param onlyShard the one shard to read, {@code null} for all
 * @param recordsPerRead 1 to {@link KinesisLimits#RECORDS_PER_READ}
 * @param shardListInterval how often the stream is asked for new shards; the end of a shard asks at once
 */
public record SourceOptions(StartingPosition start, String onlyShard, int recordsPerRead, Duration shardListInterval) {

    /** At least this long between two reads of a shard, so that we alone stay within its limit. */
    static final Duration READ_INTERVAL = Duration.ofSeconds(1).dividedBy(KinesisLimits.READS_PER_SECOND);
}
