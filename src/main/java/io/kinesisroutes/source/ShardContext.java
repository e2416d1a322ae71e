// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.stream.KinesisApi;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What all readers of a stream have in common.
 *
 * @param running whether records may be handed over and read now
 * @param shards how many shards are being read
 * @param stream its name, for messages
 * @param checkpoint where the positions are kept, for messages
 */
record ShardContext(
        KinesisApi api,
        SourceOptions options,
        RecordHandler handler,
        SourceThreads threads,
        InstantSource clock,
        BooleanSupplier running,
        IntSupplier shards,
        String stream,
        String checkpoint) {

    /** A shard in words: its id alone is the same in every stream. */
    String nameOf(String shardId) {
        return stream + "/" + shardId;
    }
}
