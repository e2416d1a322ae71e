// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * A record on its way into a stream.
 *
 * @param explicitHashKey null unless the writer chose the shard
 */
record NewRecord(String partitionKey, String explicitHashKey, byte[] data) {

    BigInteger hashKey() {
        return explicitHashKey == null ? HashRange.hash(partitionKey) : new BigInteger(explicitHashKey);
    }

    /** Data and partition key in bytes. */
    int size() {
        return data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    }
}
