// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;

/**
 * A record as it is stored.
 *
 * @param explicitHashKey null unless the writer gave one
 * @param data a copy
 */
public record LocalRecord(
        String shardId,
        String sequenceNumber,
        String partitionKey,
        String explicitHashKey,
        Instant arrival,
        byte[] data) {}
