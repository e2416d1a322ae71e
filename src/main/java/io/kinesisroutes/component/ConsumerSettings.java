// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import io.kinesisroutes.kcl.LeasedOptions;
import io.kinesisroutes.kcl.LeasedOptions.Fetching;
import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.source.ReadPace;
import io.kinesisroutes.source.SourceOptions;
import io.kinesisroutes.source.SourceOptions.Reading;
import io.kinesisroutes.source.SourceOptions.Shards;
import io.kinesisroutes.stream.KinesisLimits;
import io.kinesisroutes.stream.StreamRef;
import java.time.Duration;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.util.ObjectHelper;

/**
 * The options of an endpoint that a consumer reads, checked.
 *
 * @param name the consumer's; {@code null} for the id of its route, which should be one that somebody chose
 * @param lease how its shards are shared among processes; {@code null} if this process reads them all
 * @param checkpoints where its positions are kept, if they are not in the lease table
 * @param shards which shards, and from where
 * @param recordsPerRead and {@code maxReadsPerSecond}: how they are asked
 * @param delivery how the records are handed over
 * @param shardConcurrency how many shards at the same time
 */
record ConsumerSettings(
        String name,
        LeaseSettings lease,
        CheckpointStores checkpoints,
        Shards shards,
        int recordsPerRead,
        int maxReadsPerSecond,
        DeliveryOptions delivery,
        int shardConcurrency) {

    /** Meaningful only if no problem was added. */
    static ConsumerSettings of(KinesisEndpoint endpoint, Problems problems) {
        Kinesis2Configuration configuration = endpoint.getConfiguration();
        OptionRange range = new OptionRange(problems);
        range.check("maxResultsPerRequest", configuration.getMaxResultsPerRequest(), 1, KinesisLimits.RECORDS_PER_READ);
        range.check("shardMonitorInterval", configuration.getShardMonitorInterval(), 1, Integer.MAX_VALUE);
        range.check("checkpointIntervalMillis", endpoint.getCheckpointIntervalMillis(), 1, Integer.MAX_VALUE);
        range.check("maxInFlight", endpoint.getMaxInFlight(), 1, Integer.MAX_VALUE);
        range.check("recordsPerExchange", endpoint.getRecordsPerExchange(), 1, KinesisLimits.RECORDS_PER_READ);
        range.check("maxReadsPerSecond", endpoint.getMaxReadsPerSecond(), 0, KinesisLimits.READS_PER_SECOND);
        range.check("shardConcurrency", endpoint.getShardConcurrency(), 1, 1_000);
        LeaseSettings lease = LeaseSettings.of(endpoint, problems);
        return new ConsumerSettings(
                lease == null ? ownName(endpoint) : lease.name(),
                lease,
                lease == null ? CheckpointStores.of(storeOption(endpoint), problems) : null,
                new Shards(
                        StartOptions.read(configuration, problems),
                        ObjectHelper.isEmpty(configuration.getShardId()) ? null : configuration.getShardId(),
                        Duration.ofMillis(configuration.getShardMonitorInterval())),
                configuration.getMaxResultsPerRequest(),
                endpoint.getMaxReadsPerSecond(),
                new DeliveryOptions(
                        endpoint.getRecordsPerExchange(),
                        endpoint.getMaxInFlight(),
                        Duration.ofMillis(endpoint.getCheckpointIntervalMillis())),
                endpoint.getShardConcurrency());
    }

    private static String ownName(KinesisEndpoint endpoint) {
        return ObjectHelper.isEmpty(endpoint.getConsumerName()) ? null : endpoint.getConsumerName();
    }

    private static Object storeOption(KinesisEndpoint endpoint) {
        if (ObjectHelper.isNotEmpty(endpoint.getCheckpointStore())) {
            return endpoint.getCheckpointStore();
        }
        Object component = endpoint.getComponent().getCheckpointStore();
        return ObjectHelper.isNotEmpty(component) ? component : CheckpointStores.DEFAULT;
    }

    /** A consumer that belongs to no route has no id to go by. */
    String nameOr(String routeId) {
        if (name != null) {
            return name;
        }
        return routeId == null ? "default" : routeId;
    }

    SourceOptions source(ReadPace pace) {
        return new SourceOptions(shards, new Reading(recordsPerRead, pace), delivery);
    }

    /**
     * @param stream its name
     * @param streamId its ARN, or its name where nothing says which account it is in
     */
    LeasedOptions leased(String stream, String streamId) {
        return new LeasedOptions(
                lease.name(),
                new StreamRef(stream, streamId.startsWith("arn:") ? streamId : null, null),
                shards.start(),
                new Fetching(lease.fanOut(), recordsPerRead, lease.tuning()),
                delivery);
    }
}
