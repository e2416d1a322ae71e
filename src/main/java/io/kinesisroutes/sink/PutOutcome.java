// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.util.Set;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** What became of one record that was written. */
public sealed interface PutOutcome {

    /** The record is in the stream. */
    record Stored(String shardId, String sequenceNumber) implements PutOutcome {}

    /**
     * The record is not in the stream as far as is known; the same record may be accepted later.
     *
     * @param reason for people
     * @param kind what is known about the way it failed
     * @param cause {@code null} if the answer of AWS said so
     */
    record Retry(String reason, Kind kind, Throwable cause) implements PutOutcome {}

    /**
     * The record is not in the stream, and trying again changes nothing.
     *
     * @param cause {@code null} if the answer of AWS said so
     */
    record Failed(String reason, Throwable cause) implements PutOutcome {}

    /** The way a record failed. */
    enum Kind {
        /** Its shard takes no more at the moment. */
        THROTTLED,
        /** This record only, as far as is known. */
        RECORD,
        /** The whole request. */
        REQUEST,
        /** The whole request, and one of its records may be to blame: each is tried alone. */
        SUSPECT
    }

    /** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html">The codes</a> */
    String THROTTLED_CODE = "ProvisionedThroughputExceededException";

    /** Codes that AWS documents for whole requests and that emulators put on single records: none of them passes. */
    Set<String> PERMANENT_CODES = Set.of(
            "ValidationException",
            "InvalidArgumentException",
            "ResourceNotFoundException",
            "KMSDisabledException",
            "KMSInvalidStateException",
            "KMSNotFoundException",
            "KMSOptInRequired");

    /** Reads one result of a PutRecords answer. */
    static PutOutcome of(PutRecordsResultEntry result) {
        String code = result.errorCode();
        if (code == null) {
            return new Stored(result.shardId(), result.sequenceNumber());
        }
        String reason = code + ": " + result.errorMessage();
        if (PERMANENT_CODES.contains(code)) {
            return new Failed(reason, null);
        }
        return new Retry(reason, code.equals(THROTTLED_CODE) ? Kind.THROTTLED : Kind.RECORD, null);
    }
}
