// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.stream.StreamRef;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.CloudWatchMetricsFactory;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

class KclSettingsTest {

    private static final String CONSUMER =
            "arn:aws:kinesis:eu-west-1:111122223333:stream/orders/consumer/acme-orders:1";

    private static final StreamRef ORDERS = new StreamRef("orders", null, null);
    private static final InitialPositionInStreamExtended START =
            InitialPositionInStreamExtended.newInitialPositionAtTimestamp(Date.from(Instant.EPOCH));
    private static final AggregatorUtil AGGREGATES = new AggregatorUtil();

    private static final KinesisAsyncClient KINESIS = KinesisAsyncClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(DynamoDbLocal.HTTP)
            .build();
    private static final DynamoDbAsyncClient DYNAMO = DynamoDbAsyncClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(DynamoDbLocal.HTTP)
            .build();
    private static final CloudWatchAsyncClient METRICS = CloudWatchAsyncClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(DynamoDbLocal.HTTP)
            .build();

    @AfterAll
    static void close() {
        KINESIS.close();
        DYNAMO.close();
        METRICS.close();
    }

    private static KclSettings.Parts parts(StreamRef stream, boolean fanOut, CloudWatchAsyncClient metrics) {
        return new KclSettings(
                        "acme-orders",
                        stream,
                        new LeasedOptions.Fetching(fanOut, 500, Tuning.MODERATE),
                        fanOut ? CONSUMER : null)
                .parts(new LeaseClients(KINESIS, DYNAMO, metrics), START, KclSettingsTest::nobody, AGGREGATES);
    }

    private static ShardRecordProcessor nobody() {
        throw new IllegalStateException("Nothing runs here");
    }

    @Test
    void coordinator_startThatFails_isLeftToTheSource() {
        // The library's own second attempt finds what the first has half set up, and fails until the twentieth.
        assertEquals(1, parts(ORDERS, false, null).coordinator().maxInitializationAttempts());
    }

    @Test
    void leases_moderate_areSetForOneStream() {
        LeaseManagementConfig leases = parts(ORDERS, false, null).leases();

        assertEquals("acme-orders", leases.tableName());
        assertEquals(5_000, leases.failoverTimeMillis());
        assertEquals(1_000, leases.leaseAssignmentIntervalMillis());
        assertEquals(0, leases.shardSyncIntervalMillis());
        assertEquals(LeaseAssignmentStrategy.LEASE_COUNT_BASED, leases.leaseAssignmentStrategy());
        assertEquals(6_000, leases.dynamoDbLockBasedLeaderLeaseDurationInMillis());
        assertEquals(1_500, leases.dynamoDbLockBasedLeaderHeartbeatPeriodInMillis());
        assertEquals(1_500, leases.workerUtilizationAwareAssignmentConfig().workerMetricsReporterFreqInMillis());
        assertEquals(
                500, leases.workerUtilizationAwareAssignmentConfig().inMemoryWorkerMetricsCaptureFrequencyMillis());
        assertEquals(5, leases.workerUtilizationAwareAssignmentConfig().varianceBalancingFrequency());
        assertTrue(leases.gracefulLeaseHandoffConfig().isGracefulLeaseHandoffEnabled());
        assertTrue(leases.cleanupLeasesUponShardCompletion());
        assertSame(START, leases.initialPositionInStream());
    }

    @Test
    void workers_ofOneProcess_haveNamesOfTheirOwn() {
        assertNotEquals(
                parts(ORDERS, false, null).leases().workerIdentifier(),
                parts(ORDERS, false, null).leases().workerIdentifier());
    }

    @Test
    void stream_byName_isAskedForByName() {
        StreamConfig stream = parts(ORDERS, false, null)
                .retrieval()
                .streamTracker()
                .streamConfigList()
                .get(0);

        assertEquals("orders", stream.streamIdentifier().streamName());
        assertTrue(stream.streamIdentifier().streamArnOptional().isEmpty());
        assertSame(START, stream.initialPositionInStreamExtended());
    }

    @Test
    void stream_byArn_isAskedForByArnAndLeasedByName() {
        String arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
        StreamConfig stream = parts(new StreamRef("orders", arn, "eu-west-1"), false, null)
                .retrieval()
                .streamTracker()
                .streamConfigList()
                .get(0);

        assertEquals(
                arn, stream.streamIdentifier().streamArnOptional().orElseThrow().toString());
        // A worker that knows the name only shares the leases.
        assertEquals("orders", stream.streamIdentifier().serialize());
    }

    @Test
    void reading_polls_asOftenAsOthersLeaveRoomFor() {
        PollingConfig polling = assertInstanceOf(
                PollingConfig.class, parts(ORDERS, false, null).retrieval().retrievalSpecificConfig());

        assertEquals(250, polling.idleTimeBetweenReadsInMillis());
        assertEquals(500, polling.maxRecords());
    }

    @Test
    void reading_fansOut_asTheConsumer() {
        FanOutConfig fanOut = assertInstanceOf(
                FanOutConfig.class, parts(ORDERS, true, null).retrieval().retrievalSpecificConfig());

        assertEquals(CONSUMER, fanOut.consumerArn(), "else the library registers one");
    }

    @Test
    void metrics_onlyWhereThereIsAClient() {
        assertInstanceOf(
                NullMetricsFactory.class, parts(ORDERS, false, null).metrics().metricsFactory());

        CloudWatchMetricsFactory factory = assertInstanceOf(
                CloudWatchMetricsFactory.class,
                parts(ORDERS, false, METRICS).metrics().metricsFactory());
        factory.shutdown();
    }

    @Test
    void lifecycle_takesAggregatesApartAsGiven() {
        assertSame(AGGREGATES, parts(ORDERS, false, null).lifecycle().aggregatorUtil());
    }
}
