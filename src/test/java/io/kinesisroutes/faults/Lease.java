// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/**
 * Whose a shard is, as the table says.
 *
 * @param owner empty: nobody's
 * @param checkpoint a sequence number, or a word as {@code TRIM_HORIZON} or {@code SHARD_END}
 * @param subSequence of the record within an aggregate
 */
record Lease(String shardId, String owner, String checkpoint, long subSequence) {}
