// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What the SDK does when nothing stands around it: one thread a shard, the next page when this one was touched. */
final class RawSubject implements Subject {
    private static final int PAGE = 10_000;
    /** At the end of a shard, and where the reads a second are limited. */
    private static final long LIMITED_INTERVAL_MILLIS = 200;

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        try (KinesisClient client = KinesisAccess.client(spec.access())) {
            meter.start();
            List<String> shards = KinesisAccess.shards(client, spec);
            ShardThreads.read(shards, meter, shard -> readShard(client, shard, spec, meter));
        }
    }

    private static void readShard(KinesisClient client, String shard, RoundSpec spec, Meter meter)
            throws InterruptedException {
        String iterator = KinesisAccess.trimHorizon(client, shard);
        while (!meter.ended()) {
            long asked = System.nanoTime();
            boolean more = false;
            try {
                GetRecordsResponse page = page(client, iterator);
                iterator = page.nextShardIterator();
                more = !page.records().isEmpty();
                take(shard, page.records(), spec, meter);
            } catch (ProvisionedThroughputExceededException e) {
                // The same page again, after the wait.
            }
            if (!more || !spec.lifted()) {
                waitSince(asked);
            }
        }
    }

    private static GetRecordsResponse page(KinesisClient client, String iterator) {
        return client.getRecords(request -> request.shardIterator(iterator).limit(PAGE));
    }

    private static void take(String shard, List<Record> records, RoundSpec spec, Meter meter)
            throws InterruptedException {
        if (spec.reading().sleepMillis() > 0) {
            for (Record record : records) {
                Touch.record(record);
                Thread.sleep(spec.reading().sleepMillis());
                meter.record(shard, 1);
            }
            return;
        }
        records.forEach(Touch::record);
        meter.record(shard, records.size());
    }

    private static void waitSince(long asked) throws InterruptedException {
        long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
        Thread.sleep(Math.max(0, LIMITED_INTERVAL_MILLIS - passed));
    }
}
