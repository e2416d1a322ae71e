// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A stream: its settings and its shards. Thread-safe. */
final class KinesisStream {
    private final StreamAddress address;
    private final long stamp;
    private final Instant created;
    private final boolean onDemand;
    private final ShardMap shards;
    private final LongAdder putEntries = new LongAdder();
    private volatile int maxRecordSizeInKiB = Limits.SMALLEST_MAX_RECORD_KIB;
    private volatile String kmsKey;
    private final Map<String, StreamConsumer> consumers = new ConcurrentHashMap<>();

    /** {@code serial} tells streams apart that were created under one name in the same second. */
    KinesisStream(StreamAddress address, int shards, boolean onDemand, Clock clock, int serial) {
        this.address = address;
        this.created = clock.instant();
        this.stamp = created.getEpochSecond() * 10_000 + serial % 10_000;
        this.onDemand = onDemand;
        this.shards = new ShardMap(stamp, shards, clock);
    }

    /** Where a record went. */
    record Stored(Shard shard, int index) {
        String sequenceNumber() {
            return shard.sequence().of(index);
        }
    }

    StreamAddress address() {
        return address;
    }

    /** Differs from that of any other stream, also of one that had this name before. */
    long stamp() {
        return stamp;
    }

    /** Returns false if the name is taken. */
    boolean register(StreamConsumer consumer) {
        return consumers.putIfAbsent(consumer.name(), consumer) == null;
    }

    Optional<StreamConsumer> consumer(String name) {
        return Optional.ofNullable(consumers.get(name));
    }

    int consumers() {
        return consumers.size();
    }

    Instant created() {
        return created;
    }

    boolean onDemand() {
        return onDemand;
    }

    ShardMap shards() {
        return shards;
    }

    /** Counts the entries of PutRecords, whatever becomes of them. */
    LongAdder putEntries() {
        return putEntries;
    }

    int maxRecordSizeInKiB() {
        return maxRecordSizeInKiB;
    }

    void maxRecordSizeInKiB(int value) {
        maxRecordSizeInKiB = value;
    }

    /** The ARN of the key with which its records are encrypted; null: they are not. */
    String kmsKey() {
        return kmsKey;
    }

    void kmsKey(String keyArn) {
        kmsKey = keyArn;
    }

    Shard owner(NewRecord record) {
        return shards.owner(record.hashKey());
    }

    Stored put(NewRecord record) {
        while (true) {
            Shard shard = owner(record);
            OptionalInt index = shard.log().append(record);
            if (index.isPresent()) {
                return new Stored(shard, index.getAsInt());
            }
            // Closed between the two lines: its children appear as soon as the reshard is through.
            Thread.onSpinWait();
        }
    }
}
