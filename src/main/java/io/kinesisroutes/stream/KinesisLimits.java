// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

import java.time.Duration;

/**
 * The numbers that AWS sets.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public final class KinesisLimits {

    /** Records in one GetRecords answer. */
    public static final int RECORDS_PER_READ = 10_000;

    /** GetRecords calls a second and shard, shared by everyone who reads the stream without enhanced fan-out. */
    public static final int READS_PER_SECOND = 5;

    /** Bytes read a second and shard, shared by everyone who reads the stream without enhanced fan-out. */
    public static final int BYTES_READ_PER_SECOND = 2 * 1024 * 1024;

    /** Records in one PutRecords request. */
    public static final int RECORDS_PER_WRITE = 500;

    /** Bytes in one PutRecords request, partition keys included. */
    public static final int BYTES_PER_WRITE = 10 * 1024 * 1024;

    /** Records written a second and shard. */
    public static final int WRITES_PER_SECOND = 1_000;

    /** Bytes written a second and shard, partition keys included. */
    public static final int BYTES_WRITTEN_PER_SECOND = 1024 * 1024;

    /** KiB of the smallest limit that a stream can set to the size of its records, which is also the default. */
    public static final int SMALLEST_RECORD_LIMIT_KIB = 1_024;

    /** KiB of the largest limit that a stream can set to the size of its records. */
    public static final int LARGEST_RECORD_LIMIT_KIB = 10_240;

    /** Characters of a partition key. */
    public static final int PARTITION_KEY_LENGTH = 256;

    /** Shards in one ListShards answer. */
    public static final int SHARDS_PER_PAGE = 1_000;

    /** How long a shard iterator can be used. */
    public static final Duration ITERATOR_LIFETIME = Duration.ofMinutes(5);

    private KinesisLimits() {}
}
