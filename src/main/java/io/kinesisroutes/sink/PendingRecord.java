// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** A record that was taken in and is neither stored nor failed yet. Not thread-safe: the sink's lock guards it. */
final class PendingRecord {

    final PutRecordsRequestEntry entry;
    final int bytes;

    /** The shard that it will go to, as far as is known; else empty. */
    final String shardId;

    /** In nanoseconds of the sink's clock. */
    final long deadline;

    private final Delivery delivery;
    private final int index;

    /** The next record with the same partition key: it waits for this one. */
    PendingRecord successor;

    /** When it may be tried again, in nanoseconds of the sink's clock. */
    long due;

    int attempts;
    boolean alone;
    PutOutcome.Retry lastFailure;

    PendingRecord(PutRecordsRequestEntry entry, String shardId, long deadline, Delivery delivery, int index) {
        this.entry = entry;
        this.bytes = bytes(entry);
        this.shardId = shardId;
        this.deadline = deadline;
        this.delivery = delivery;
        this.index = index;
    }

    String partitionKey() {
        return entry.partitionKey();
    }

    /** What AWS counts of a record: its data and its partition key. */
    static int bytes(PutRecordsRequestEntry entry) {
        return entry.data().asByteArrayUnsafe().length + utf8Length(entry.partitionKey());
    }

    private static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    /** @return whether its delivery has come to its end with that */
    boolean stored(PutOutcome.Stored where) {
        return delivery.stored(index, where);
    }

    /** @return whether its delivery has come to its end with that */
    boolean failed(String reason, Throwable cause) {
        return delivery.failed(index, reason, cause);
    }

    Delivery delivery() {
        return delivery;
    }
}
