// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.StreamRef;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.LeaseManagementConfig.GracefulLeaseHandoffConfig;
import software.amazon.kinesis.leases.LeaseManagementConfig.WorkerUtilizationAwareAssignmentConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/**
 * How the library is set for one consumer. Immutable; calls nobody.
 *
 * @param consumer the name of the lease table, of the metrics, and of the consumer that is registered for fan-out
 * @param consumerArn of the one that is registered for fan-out; {@code null} without fan-out
 */
record KclSettings(String consumer, StreamRef stream, LeasedOptions.Fetching fetching, String consumerArn) {

    /** Four reads a second and shard of the five that AWS allows, as others may want one too. */
    private static final long IDLE_MILLIS = 250;

    /** The source waits by itself before it starts the library again. */
    private static final long AFTER_FAILED_START_MILLIS = 100;

    /** How long a reader has to finish what it has begun before its shard is given to another worker all the same. */
    private static final long HAND_OVER_MILLIS = 30_000;

    /** The seven parts that a scheduler is made of; they may be turned further before it is made. */
    record Parts(
            CheckpointConfig checkpoints,
            CoordinatorConfig coordinator,
            LeaseManagementConfig leases,
            LifecycleConfig lifecycle,
            MetricsConfig metrics,
            ProcessorConfig processors,
            RetrievalConfig retrieval) {

        /** A worker that does not run yet. */
        Scheduler scheduler() {
            return new Scheduler(checkpoints, coordinator, leases, lifecycle, metrics, processors, retrieval);
        }
    }

    /**
     * The parts of a new worker, with a name that no other has.
     *
     * @param start from {@link Preparation}
     * @param aggregates takes records of the producer library apart
     */
    Parts parts(
            LeaseClients clients,
            InitialPositionInStreamExtended start,
            ShardRecordProcessorFactory processors,
            AggregatorUtil aggregates) {
        return new Parts(
                new CheckpointConfig(),
                coordinator(),
                leases(clients, start),
                new LifecycleConfig().aggregatorUtil(aggregates),
                metrics(clients.cloudWatch()),
                new ProcessorConfig(processors),
                retrieval(clients.kinesis(), start));
    }

    private CoordinatorConfig coordinator() {
        Tuning.Pace pace = fetching.tuning().knobs().pace();
        return new CoordinatorConfig(consumer)
                // Whoever loses the race to write the first rows of the table would fail at each further attempt: a new
                // library goes on with what the winner wrote.
                .maxInitializationAttempts(1)
                .schedulerInitializationBackoffTimeMillis(AFTER_FAILED_START_MILLIS)
                // Else it lists the shards once the first page of one is there, and skips that page if they cannot be
                // listed. It wants to know their hash keys, by which EveryPart does not go.
                .skipShardSyncAtWorkerInitializationIfLeasesExist(true)
                .shardConsumerDispatchPollIntervalMillis(pace.dispatch().toMillis())
                .parentShardPollIntervalMillis(pace.parent().toMillis());
    }

    private LeaseManagementConfig leases(LeaseClients clients, InitialPositionInStreamExtended start) {
        Tuning.Knobs knobs = fetching.tuning().knobs();
        LeaseManagementConfig leases = new LeaseManagementConfig(
                        consumer, consumer, clients.dynamoDb(), clients.kinesis(), newWorker())
                .initialPositionInStream(start)
                .failoverTimeMillis(knobs.failover().toMillis())
                // A renewal that takes longer comes too late. Meanwhile nobody can look at the lease, nor end.
                .dynamoDbRequestTimeout(knobs.failover())
                .leaseAssignmentIntervalMillis(knobs.pace().assignment().toMillis())
                // Even by count. The other way divides by the throughput, which is zero on an idle stream.
                .leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED)
                // Is slept away by the thread that starts everything; it is of use for many streams only.
                .shardSyncIntervalMillis(0)
                .dynamoDbLockBasedLeaderLeaseDurationInMillis(
                        knobs.leader().lease().toMillis())
                .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(
                        knobs.leader().heartbeat().toMillis())
                .gracefulLeaseHandoffConfig(GracefulLeaseHandoffConfig.builder()
                        .isGracefulLeaseHandoffEnabled(true)
                        .gracefulLeaseHandoffTimeoutMillis(HAND_OVER_MILLIS)
                        .build());
        tune(leases.workerUtilizationAwareAssignmentConfig(), knobs);
        return leases;
    }

    private static void tune(WorkerUtilizationAwareAssignmentConfig workers, Tuning.Knobs knobs) {
        workers.inMemoryWorkerMetricsCaptureFrequencyMillis(
                        knobs.life().sample().toMillis())
                .workerMetricsReporterFreqInMillis(knobs.life().report().toMillis())
                .varianceBalancingFrequency(knobs.pace().assignmentsPerBalance());
    }

    private MetricsConfig metrics(CloudWatchAsyncClient cloudWatch) {
        MetricsConfig metrics = new MetricsConfig(cloudWatch, consumer);
        return cloudWatch == null ? metrics.metricsFactory(new NullMetricsFactory()) : metrics;
    }

    private RetrievalConfig retrieval(KinesisAsyncClient kinesis, InitialPositionInStreamExtended start) {
        StreamIdentifier identifier = stream.arn() == null
                ? StreamIdentifier.singleStreamInstance(stream.name())
                : StreamIdentifier.singleStreamInstance(Arn.fromString(stream.arn()));
        RetrievalConfig retrieval = new RetrievalConfig(kinesis, new SingleStreamTracker(identifier, start), consumer)
                .retrievalSpecificConfig(fetching.fanOut() ? fanOut(kinesis) : polling(kinesis));
        return retrieval.retrievalFactory(new Fetchers(retrieval.retrievalFactory()));
    }

    private RetrievalSpecificConfig fanOut(KinesisAsyncClient kinesis) {
        return new FanOutConfig(kinesis).streamName(stream.name()).consumerArn(consumerArn);
    }

    private RetrievalSpecificConfig polling(KinesisAsyncClient kinesis) {
        return new PollingConfig(stream.name(), kinesis)
                .maxRecords(fetching.recordsPerRead())
                .idleTimeBetweenReadsInMillis(IDLE_MILLIS);
    }

    private static String newWorker() {
        return host() + ":" + UUID.randomUUID();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }
}
