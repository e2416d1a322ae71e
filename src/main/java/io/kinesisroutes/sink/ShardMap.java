// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Which shard a record goes to. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html#partition-key">Partition keys</a>
 */
final class ShardMap {

    /** What is known of no shard. */
    static final ShardMap UNKNOWN = new ShardMap(new TreeMap<>());

    /** The shard of a record whose shard is not known. */
    static final String UNKNOWN_SHARD = "";

    private final NavigableMap<BigInteger, String> byStart;

    private ShardMap(NavigableMap<BigInteger, String> byStart) {
        this.byStart = byStart;
    }

    /** @param shards of a stream, closed ones included, which are left out */
    static ShardMap of(List<Shard> shards) {
        NavigableMap<BigInteger, String> byStart = new TreeMap<>();
        shards.stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .forEach(
                        shard -> byStart.put(new BigInteger(shard.hashKeyRange().startingHashKey()), shard.shardId()));
        return new ShardMap(byStart);
    }

    /** Its id, or {@link #UNKNOWN_SHARD}. */
    String shardOf(PutRecordsRequestEntry entry) {
        if (byStart.isEmpty()) {
            return UNKNOWN_SHARD;
        }
        BigInteger hash = entry.explicitHashKey() != null
                ? new BigInteger(entry.explicitHashKey())
                : new BigInteger(1, md5().digest(entry.partitionKey().getBytes(StandardCharsets.UTF_8)));
        var shard = byStart.floorEntry(hash);
        return shard == null ? UNKNOWN_SHARD : shard.getValue();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
