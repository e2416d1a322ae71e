// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.LeaseClients;
import io.kinesisroutes.kcl.LeasedOptions;
import io.kinesisroutes.kcl.LeasedSource;
import io.kinesisroutes.kcl.Tuning;
import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.stream.KinesisLimits;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** A source as a route has it, with threads as a route gives it. */
final class CrowdWorker {
    private static final int IO_THREADS = 16;
    private static final int SHARDS_AT_ONCE = 16;
    private static final DeliveryOptions DELIVERY = new DeliveryOptions(1, 2000, Duration.ofSeconds(1));

    private final LeasedSource source;

    /** @param delivered takes the shard of each record */
    CrowdWorker(QuietStream stream, DynamoDbAsyncClient dynamoDb, String table, Consumer<String> delivered) {
        StreamRef name = new StreamRef(BenchCase.STREAM, null, null);
        SourceThreads threads = new SourceThreads(
                Executors.newSingleThreadScheduledExecutor(),
                Executors.newFixedThreadPool(IO_THREADS),
                Executors.newFixedThreadPool(SHARDS_AT_ONCE));
        LeasedSource.Setup setup = new LeasedSource.Setup(
                SdkKinesisApi.of(name, stream, "the crowd"),
                new LeaseClients(stream, dynamoDb, null),
                (records, completion) -> {
                    records.forEach(record -> delivered.accept(record.shardId()));
                    completion.done(null);
                },
                threads);
        StartingPosition start =
                StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
        LeasedOptions.Fetching fetching =
                new LeasedOptions.Fetching(false, KinesisLimits.RECORDS_PER_READ, Tuning.MODERATE);
        source = new LeasedSource(setup, new LeasedOptions(table, name, start, fetching, DELIVERY));
    }

    void start() {
        source.start();
    }
}
