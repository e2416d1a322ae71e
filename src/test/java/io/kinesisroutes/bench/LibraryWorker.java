// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.DynamoDbLocal;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** The Kinesis Client Library with its defaults, but for metrics, which nobody here would take. */
record LibraryWorker(Scheduler library, List<SdkAutoCloseable> clients) implements AutoCloseable {
    private static final int CONNECTIONS = 100;

    static LibraryWorker start(WorkerSpec spec, DeliveryTimes times) {
        KinesisAsyncClient kinesis = KinesisAccess.asyncClient(spec.access(), CONNECTIONS);
        DynamoDbAsyncClient dynamoDb = DynamoDbLocal.client(spec.access().dynamoDb());
        CloudWatchAsyncClient cloudWatch = neverCalled(spec);
        ConfigsBuilder configs = new ConfigsBuilder(
                new SingleStreamTracker(
                        StreamIdentifier.singleStreamInstance(BenchCase.STREAM),
                        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
                spec.consumer(),
                kinesis,
                dynamoDb,
                cloudWatch,
                UUID.randomUUID().toString(),
                () -> new LibraryReader((shard, count) -> times.now(shard)));
        Scheduler library = new Scheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig(),
                configs.leaseManagementConfig(),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                configs.retrievalConfig().retrievalSpecificConfig(new PollingConfig(BenchCase.STREAM, kinesis)));
        new Thread(library, "library").start();
        return new LibraryWorker(library, List.of(kinesis, dynamoDb, cloudWatch));
    }

    /** It has to be there, even where metrics are off. */
    private static CloudWatchAsyncClient neverCalled(WorkerSpec spec) {
        return CloudWatchAsyncClient.builder()
                .endpointOverride(spec.access().dynamoDb())
                .region(Region.of(EmulatorProcess.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(KinesisAccess.credentials(spec.access())))
                .build();
    }

    @Override
    public void close() {
        library.shutdown();
        clients.forEach(SdkAutoCloseable::close);
    }
}
