// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Pages as bytes, one connection a shard; of an answer it only looks for where the next page is. */
final class BareSubject implements Subject {
    private static final int WAIT_MILLIS = 200;

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        PageRequest request = new PageRequest(spec.access());
        try (KinesisClient client = KinesisAccess.client(spec.access())) {
            meter.start();
            List<String> shards = KinesisAccess.shards(client, spec);
            long each = spec.records() / shards.size();
            ShardThreads.read(shards, meter, shard -> {
                readShard(new BareShard(request, KinesisAccess.trimHorizon(client, shard)), each, meter);
            });
        }
    }

    /** How many records a page has is not looked at: each is full but the last. */
    private static void readShard(BareShard shard, long records, Meter meter) throws Exception {
        try (shard) {
            long left = records;
            while (!meter.ended()) {
                if (left == 0) {
                    Thread.sleep(WAIT_MILLIS);
                } else {
                    shard.readPage();
                    int count = (int) Math.min(left, PageRequest.LIMIT);
                    left -= count;
                    meter.record(null, count);
                }
            }
        }
    }
}
