// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads of the shards, in one place so that it speaks with one voice. */
public final class ShardLog {

    private static final Logger LOG = LoggerFactory.getLogger(ShardTask.class);

    private ShardLog() {}

    static void heldBack(String what, String shard, Duration delay, Throwable why) {
        LOG.warn(
                "{}: {} not done; delivered again in {} ms, and the shard waits for it: {}",
                shard,
                what,
                delay.toMillis(),
                String.valueOf(why));
    }

    /** A defect, not a refusal: told with its stack. */
    public static void unexpected(String what, Throwable why) {
        LOG.error("{} met an unexpected error and is tried again", what, why);
    }
}
