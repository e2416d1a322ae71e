// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.stream.KinesisLimits;
import java.util.Locale;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/**
 * What a stream carries by AWS's limits for a shard. Pure.
 *
 * @param shards open ones
 */
record Capacity(int shards) {

    /** What one worker of ours carried from stream to stream with a schema check, on two cores: end-to-end-0ms, ours. */
    static final long RECORDS_PER_WORKER = 187_000;

    private static final double MIB = 1024 * 1024;

    static Capacity of(StreamDescriptionSummary summary) {
        return new Capacity(summary.openShardCount());
    }

    /** Records a second that can be written, and so must be carried. */
    long recordsPerSecond() {
        return (long) shards * KinesisLimits.WRITES_PER_SECOND;
    }

    long bytesWrittenPerSecond() {
        return (long) shards * KinesisLimits.BYTES_WRITTEN_PER_SECOND;
    }

    long bytesReadPerSecond() {
        return (long) shards * KinesisLimits.BYTES_READ_PER_SECOND;
    }

    int readsPerSecond() {
        return shards * KinesisLimits.READS_PER_SECOND;
    }

    /** How many workers carry a stream that is used to its limits. */
    long workers(long recordsPerWorker) {
        return Math.max(1, (recordsPerSecond() + recordsPerWorker - 1) / recordsPerWorker);
    }

    /** One sentence for people. */
    String text(long recordsPerWorker) {
        return String.format(
                Locale.ROOT,
                "%,d shard%s: %,d records/s and %.0f MiB/s in, %.0f MiB/s and %,d reads/s out; at %,d records/s a worker,"
                        + " %,d worker%s",
                shards,
                shards == 1 ? "" : "s",
                recordsPerSecond(),
                bytesWrittenPerSecond() / MIB,
                bytesReadPerSecond() / MIB,
                readsPerSecond(),
                recordsPerWorker,
                workers(recordsPerWorker),
                workers(recordsPerWorker) == 1 ? "" : "s");
    }

    /** Whether reading it needs a right to a key; AWS's own key, {@code alias/aws/kinesis}, needs none. */
    static boolean isEncryptedByItsOwner(StreamDescriptionSummary summary) {
        return summary.keyId() != null && !summary.keyId().endsWith("alias/aws/kinesis");
    }

    /** The stream as a whole, for people. */
    static String describe(StreamDescriptionSummary summary) {
        boolean onDemand = summary.streamModeDetails() != null
                && summary.streamModeDetails().streamMode() == StreamMode.ON_DEMAND;
        String limit = summary.maxRecordSizeInKiB() == null
                ? ""
                : ", records of up to " + summary.maxRecordSizeInKiB() + " KiB";
        String key = summary.keyId() == null ? "" : ", encrypted with " + summary.keyId();
        return summary.streamStatusAsString() + ", " + (onDemand ? "on demand" : "provisioned") + ", kept for "
                + summary.retentionPeriodHours() + " h" + limit + key;
    }
}
