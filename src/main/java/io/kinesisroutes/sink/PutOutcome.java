// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** What became of one record that was written. */
public sealed interface PutOutcome {

    /** The record is in the stream. */
    record Stored(String shardId, String sequenceNumber) implements PutOutcome {}

    /** The record is not in the stream as far as is known; the same record may be accepted later. */
    record Retry(String errorCode, String errorMessage) implements PutOutcome {}

    /** Reads one result of a PutRecords answer. */
    static PutOutcome of(PutRecordsResultEntry result) {
        return result.errorCode() == null
                ? new Stored(result.shardId(), result.sequenceNumber())
                : new Retry(result.errorCode(), result.errorMessage());
    }
}
