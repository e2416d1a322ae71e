// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream seen from behind the service: without HTTP, credentials, limits or faults. Thread-safe. A handle stays on its
 * stream even when that is deleted and another created under the name.
 */
public final class LocalStream {
    private final KinesisStream stream;
    private final Runnable deletion;

    LocalStream(KinesisStream stream, Runnable deletion) {
        this.stream = stream;
        this.deletion = deletion;
    }

    public String arn() {
        return stream.address().arn();
    }

    public String name() {
        return stream.address().name();
    }

    public String region() {
        return stream.address().region();
    }

    /** Every shard, open and closed, in the order of creation. */
    public List<String> shardIds() {
        return stream.shards().all().stream().map(Shard::id).toList();
    }

    /** The open shards in the order of their hash keys. */
    public List<String> openShardIds() {
        return stream.shards().open().stream().map(Shard::id).toList();
    }

    /** Everything stored: shard by shard in the order of creation, by sequence number within each. */
    public List<LocalRecord> records() {
        List<LocalRecord> records = new ArrayList<>();
        for (Shard shard : stream.shards().all()) {
            ShardLog.View view = shard.log().view();
            for (int i = view.first(); i < view.size(); i++) {
                records.add(record(shard, i, view.records()[i]));
            }
        }
        return records;
    }

    /** How many records are stored, without copying them. */
    public long recordCount() {
        return stream.shards().all().stream()
                .map(shard -> shard.log().view())
                .mapToLong(view -> view.size() - view.first())
                .sum();
    }

    /** How many entries PutRecords brought, whatever became of them. */
    public long putEntries() {
        return stream.putEntries().sum();
    }

    public LocalRecord put(String partitionKey, byte[] data) {
        return put(partitionKey, null, data);
    }

    /** @param explicitHashKey null: the shard is the partition key's */
    public LocalRecord put(String partitionKey, String explicitHashKey, byte[] data) {
        KinesisStream.Stored stored = stream.put(new NewRecord(partitionKey, explicitHashKey, data));
        Shard shard = stored.shard();
        return record(shard, stored.index(), shard.log().view().records()[stored.index()]);
    }

    /** Splits an open shard in the middle of its hash keys. */
    public void split(String shardId) {
        Shard shard = shard(shardId);
        stream.shards().split(shard, shard.range().middle());
    }

    /** Merges two open shards whose hash keys are adjacent. */
    public void merge(String shardId, String adjacentShardId) {
        Shard first = shard(shardId);
        Shard second = shard(adjacentShardId);
        if (!first.range().adjacentTo(second.range())) {
            throw new IllegalArgumentException(shardId + " and " + adjacentShardId + " are not adjacent");
        }
        stream.shards().merge(first, second);
    }

    /** Splits and merges until this many shards of equal size are open; not bound to half and double. */
    public void updateShardCount(int shards) {
        Resize.to(shards, stream.shards());
    }

    /** @param value 1024 to 10240 */
    public void maxRecordSizeInKiB(int value) {
        if (value < Limits.SMALLEST_MAX_RECORD_KIB || value > Limits.LARGEST_MAX_RECORD_KIB) {
            throw new IllegalArgumentException("maxRecordSizeInKiB must be 1024 to 10240, not " + value);
        }
        stream.maxRecordSizeInKiB(value);
    }

    /**
     * Encrypts the records with a key: from now on who writes them needs kms:GenerateDataKey on it, and who reads them
     * kms:Decrypt. The key's own policy is not modelled: the caller's policies decide.
     *
     * @param keyArn as {@code arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab}
     */
    public void encrypt(String keyArn) {
        Arn.parse(keyArn)
                .filter(arn -> arn.is("kms", "key/"))
                .orElseThrow(() -> new IllegalArgumentException("Not the ARN of a KMS key: " + keyArn));
        stream.kmsKey(keyArn);
    }

    /** Forgets all records and closed shards there are, as if the retention period had passed. */
    public void trim() {
        stream.shards().trim();
    }

    public void delete() {
        deletion.run();
    }

    private Shard shard(String id) {
        return stream.shards()
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("No shard " + id + " in " + arn()));
    }

    private static LocalRecord record(Shard shard, int index, StoredRecord stored) {
        return new LocalRecord(
                shard.id(),
                shard.sequence().of(index),
                stored.partitionKey(),
                stored.explicitHashKey(),
                Instant.ofEpochMilli(stored.arrivalMillis()),
                stored.data());
    }
}
