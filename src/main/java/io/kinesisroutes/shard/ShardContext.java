// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What the reader of a shard works with.
 *
 * @param stream its name, for messages
 * @param delivery how records are handed over
 * @param handler takes them
 * @param threads on which that happens
 * @param clock tells when what failed is due again
 * @param running whether records may be handed over now; asked before each
 */
public record ShardContext(
        String stream,
        DeliveryOptions delivery,
        RecordHandler handler,
        SourceThreads threads,
        InstantSource clock,
        BooleanSupplier running) {

    /** A shard in words: its id alone is the same in every stream. */
    public String nameOf(String shardId) {
        return stream + "/" + shardId;
    }
}
