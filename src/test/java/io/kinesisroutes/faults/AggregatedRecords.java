// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the numbered records of a scenario into a stream as KPL aggregates. Records of keys that belong to different shards
 * are never in one aggregate. Not thread-safe.
 */
final class AggregatedRecords implements Publisher.RecordWriter {

    private final LocalStream stream;
    private final int perAggregate;
    private final List<KplAggregate> open;

    /** @param stream none of whose shards was split or merged */
    AggregatedRecords(LocalStream stream, int perAggregate) {
        this.stream = stream;
        this.perAggregate = perAggregate;
        int shards = stream.openShardIds().size();
        open = new ArrayList<>(Stream.generate(KplAggregate::new).limit(shards).toList());
    }

    @Override
    public void write(int number) {
        String key = Numbered.key(number);
        int shard = (KplAggregate.md5(key.getBytes(StandardCharsets.UTF_8))[0] & 0xFF) * open.size() / 256;
        open.get(shard).add(key, Numbered.body(number, key));
        if (open.get(shard).size() == perAggregate) {
            put(open.set(shard, new KplAggregate()));
        }
    }

    /** Puts the aggregates that are not full. */
    void flush() {
        for (int shard = 0; shard < open.size(); shard++) {
            if (open.get(shard).size() > 0) {
                put(open.set(shard, new KplAggregate()));
            }
        }
    }

    private void put(KplAggregate aggregate) {
        stream.put(aggregate.partitionKey(), aggregate.encode());
    }
}
