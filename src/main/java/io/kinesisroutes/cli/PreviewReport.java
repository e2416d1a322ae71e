// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.List;

/** Tells what was seen: the records of each shard as they come, and in the end the shards beside each other. */
interface PreviewReport {

    /** Once for each shard, in their order. */
    void shard(ShardPreview preview);

    /** Once, after all of them. */
    void summary(List<ShardPreview> shards, Heat heat);
}
