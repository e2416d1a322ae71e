// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.checkpoint.CheckpointStore;
import io.kinesisroutes.checkpoint.ConsumerId;
import io.kinesisroutes.kcl.LeasedOptions;
import io.kinesisroutes.kcl.LeasedSource;
import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.source.SourceOptions;
import io.kinesisroutes.source.StreamSource;
import org.apache.camel.Consumer;

/**
 * Makes what a consumer reads from, as the options of its endpoint say.
 *
 * @param routeId of the consumer's route; {@code null} if it belongs to none
 * @param connection must stay open as long as the source
 * @param handler takes the records
 */
record SourceOpening(KinesisEndpoint endpoint, String routeId, StreamConnection connection, RecordHandler handler) {

    /** Calls nobody yet. */
    RunningSource open(Consumer owner) {
        ConsumerSettings settings = endpoint.settings().consumer();
        SourcePools pools = new SourcePools(
                endpoint.getCamelContext().getExecutorServiceManager(), owner, stream(), settings.shardConcurrency());
        try {
            return settings.lease() == null ? sole(settings, pools) : shared(settings, pools);
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    private RunningSource sole(ConsumerSettings settings, SourcePools pools) {
        String streamId = connection.streamId();
        SourceOptions options = settings.source(endpoint.getComponent().paceOf(streamId, settings.maxReadsPerSecond()));
        CheckpointStore store = settings.checkpoints().open(new ConsumerId(settings.nameOr(routeId), streamId));
        StreamSource.Setup setup = new StreamSource.Setup(stream(), connection.api(), store, handler, pools.threads());
        return new SoleSource(new StreamSource(setup, options), pools);
    }

    private RunningSource shared(ConsumerSettings settings, SourcePools pools) {
        LeasedOptions options = settings.leased(stream(), connection.streamId());
        LeasedSource.Setup setup =
                new LeasedSource.Setup(connection.api(), connection.leaseClients(), handler, pools.threads());
        SharedNames names = SharedNames.of(endpoint.getCamelContext());
        String route = endpoint.getComponent().writtenRoute(routeId);
        return new SharedSource(
                new LeasedSource(setup, options), pools, () -> names.claim(options.consumer(), route, stream()));
    }

    private String stream() {
        return endpoint.settings().stream().name();
    }
}
