// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * A record and where it was found.
 *
 * @param shardId the shard that it was read from
 * @param record as AWS gave it; the partition key may be {@code null} on a stream that distributes records by itself
 * @param millisBehindLatest how far the page that held it was from the tip of the shard
 */
public record SourceRecord(String shardId, Record record, long millisBehindLatest) {}
