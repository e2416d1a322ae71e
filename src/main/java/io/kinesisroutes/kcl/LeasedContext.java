// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.ShardContext;
import io.kinesisroutes.shard.SourceThreads;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What all shards of a worker have in common.
 *
 * @param stream its name, for messages
 * @param isPaused whether nothing new may be handed over for now
 * @param clock of the records that failed
 * @param nanoTime of the leases: a time that goes on while a process is stopped
 */
record LeasedContext(
        String stream,
        DeliveryOptions delivery,
        RecordHandler handler,
        SourceThreads threads,
        BooleanSupplier isPaused,
        InstantSource clock,
        LongSupplier nanoTime) {

    /** @param isMine whether records of the shard may be handed over here, if nothing is paused */
    ShardContext shard(BooleanSupplier isMine) {
        return new ShardContext(
                stream, delivery, handler, threads, clock, () -> !isPaused.getAsBoolean() && isMine.getAsBoolean());
    }
}
