// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;

/**
 * Where the reading of a shard begins.
 *
 * @param position what is done already
 * @param iterator one to begin with; {@code null} for one that begins at the position
 */
record ShardStart(String shardId, ShardPosition position, String iterator) {}
