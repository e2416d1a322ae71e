// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record as a shard keeps it: already in the form in which GetRecords answers carry it, so that a page is a matter of
 * copying. The data is the tail of that form and is not kept twice.
 */
final class StoredRecord {
    private final String partitionKey;
    private final String explicitHashKey;
    private final long arrivalMillis;
    private final int dataLength;
    private final int size;
    private final byte[] cbor;

    StoredRecord(String sequenceNumber, NewRecord record, long arrivalMillis) {
        byte[] key = record.partitionKey().getBytes(StandardCharsets.UTF_8);
        this.partitionKey = record.partitionKey();
        this.explicitHashKey = record.explicitHashKey();
        this.arrivalMillis = arrivalMillis;
        this.dataLength = record.data().length;
        this.size = key.length + dataLength;
        this.cbor = RecordCbor.encode(sequenceNumber, arrivalMillis, key, record.data());
    }

    String partitionKey() {
        return partitionKey;
    }

    String explicitHashKey() {
        return explicitHashKey;
    }

    long arrivalMillis() {
        return arrivalMillis;
    }

    /** Data and partition key in bytes, which is what the limits count. */
    int size() {
        return size;
    }

    /** The element of a GetRecords answer in CBOR. Shared: not to be changed. */
    byte[] cbor() {
        return cbor;
    }

    int dataOffset() {
        return cbor.length - dataLength;
    }

    byte[] data() {
        return Arrays.copyOfRange(cbor, dataOffset(), cbor.length);
    }
}
