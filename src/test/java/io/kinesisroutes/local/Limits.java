// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;

/** The documented numbers of Kinesis, STS and IAM that this server enforces. */
final class Limits {
    /** Kinesis API reference, PutRecords: entries of one request. */
    static final int PUT_RECORDS_ENTRIES = 500;

    /** Kinesis API reference, PutRecords: data and partition keys of one request. */
    static final int PUT_RECORDS_BYTES = 10 * 1024 * 1024;

    /** Kinesis API reference, Record: the data of one record, whatever its stream's own limit. */
    static final int DATA_BYTES = 10 * 1024 * 1024;

    /** Kinesis API reference, UpdateMaxRecordSize. */
    static final int SMALLEST_MAX_RECORD_KIB = 1024;

    /** Kinesis API reference, UpdateMaxRecordSize. */
    static final int LARGEST_MAX_RECORD_KIB = 10 * 1024;

    /** Kinesis API reference, GetRecords. */
    static final int GET_RECORDS_RECORDS = 10_000;

    /** Kinesis API reference, GetRecords. */
    static final int GET_RECORDS_BYTES = 10 * 1024 * 1024;

    /** Kinesis API reference, ListShards: a higher MaxResults is cut to this. */
    static final int LIST_SHARDS_RESULTS = 1000;

    /** Kinesis API reference, ListShards and ListStreams. */
    static final Duration NEXT_TOKEN_LIFETIME = Duration.ofSeconds(300);

    /** Kinesis developer guide, quotas: records written to a shard each second. */
    static final int SHARD_RECORDS_PER_SECOND = 1000;

    /** Kinesis developer guide, quotas: bytes written to a shard each second. */
    static final int SHARD_WRITE_BYTES_PER_SECOND = 1024 * 1024;

    /** Kinesis developer guide, quotas: GetRecords calls to a shard each second. */
    static final int SHARD_READS_PER_SECOND = 5;

    /** Kinesis developer guide, quotas: bytes read from a shard each second. */
    static final int SHARD_READ_BYTES_PER_SECOND = 2 * 1024 * 1024;

    /** STS API reference, AssumeRole. */
    static final Duration SHORTEST_SESSION = Duration.ofSeconds(900);

    /** STS API reference, AssumeRole. */
    static final Duration LONGEST_SESSION = Duration.ofHours(12);

    /** STS API reference, AssumeRole: the default duration, the default role maximum and the cap on chained roles. */
    static final Duration ONE_HOUR = Duration.ofHours(1);

    /** IAM quotas: the largest that a trust policy's length can be raised to, white space not counted. */
    static final int TRUST_POLICY_CHARACTERS = 4096;

    /** No documented number: larger than any valid JSON body of 10 MiB in base64. */
    static final int HTTP_BODY_BYTES = 20 * 1024 * 1024;

    private Limits() {}
}
