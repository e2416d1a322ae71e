// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.shard.ShardContext;
import io.kinesisroutes.source.SourceOptions.Reading;
import io.kinesisroutes.stream.KinesisApi;
import java.util.function.IntSupplier;

/**
 * What all readers of a stream have in common.
 *
 * @param shard what each of them hands its records over with
 * @param shards how many shards are being read
 * @param checkpoint where the positions are kept, for messages
 */
record ReadContext(KinesisApi api, Reading reading, ShardContext shard, IntSupplier shards, String checkpoint) {}
