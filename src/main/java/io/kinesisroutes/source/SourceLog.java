// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads of a source that cannot read. */
final class SourceLog {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

    private SourceLog() {}

    static void cannotRead(String shard, Duration delay, KinesisFailure why) {
        String text = "{} cannot be read, next try in {} ms: {}";
        if (why.isRetryable()) {
            LOG.warn(text, shard, delay.toMillis(), why.getMessage());
        } else {
            LOG.error(text, shard, delay.toMillis(), why.getMessage());
        }
    }

    static void cannotGoOn(String shard, ShardPosition position, String checkpoint, Throwable why) {
        LOG.error(
                "{} cannot be read from its position {}, which stands in {}. If the stream was deleted and made again, stop"
                        + " this route and delete the checkpoint: {}",
                shard,
                position,
                checkpoint,
                why.getMessage());
    }
}
