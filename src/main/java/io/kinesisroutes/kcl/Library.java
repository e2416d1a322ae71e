// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.kcl.LeasedSource.Setup;
import io.kinesisroutes.stream.KinesisApi;
import java.util.concurrent.Executor;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;

/** Makes the library for a source, each time that it is needed; prepares for it first. Thread-safe. */
final class Library implements KclWorker.LibraryMaker {

    private final LeaseClients clients;
    private final KinesisApi api;
    private final Executor io;
    private final LeasedOptions options;
    private final LeasedShards shards;
    private final Preparation preparation;

    private InitialPositionInStreamExtended prepared;
    private String consumerArn;

    Library(Setup setup, LeasedOptions options, LeaseTable table, LeasedShards shards) {
        this.clients = setup.clients();
        this.api = setup.api();
        this.io = setup.threads().io();
        this.options = options;
        this.shards = shards;
        this.preparation = new Preparation(options.stream(), setup.api(), table, options.start());
    }

    /** Prepares what the next {@link #make()} needs, to see at once whether that is possible. */
    synchronized void prepare() {
        prepared = preparation.prepare();
        if (options.fetching().fanOut()) {
            // Also where the library could do it: it tells its log only that it cannot.
            consumerArn = register();
        }
    }

    private synchronized void checkStream() {
        preparation.prepare();
    }

    private String register() {
        return new FanOutConsumer(clients.kinesis(), streamArn(), options.consumer()).arn();
    }

    private String streamArn() {
        return options.stream().arn() == null
                ? api.summary().streamARN()
                : options.stream().arn();
    }

    @Override
    public synchronized Scheduler make() {
        if (prepared == null) {
            prepare();
        }
        InitialPositionInStreamExtended start = prepared;
        // Somebody may delete the table before the next time.
        prepared = null;
        KclSettings.Parts parts = new KclSettings(options.consumer(), options.stream(), options.fetching(), consumerArn)
                .parts(guarded(), start, shards, new EveryPart());
        parts.lifecycle().taskExecutionListener(new SkippedPages(shards));
        return parts.scheduler();
    }

    private LeaseClients guarded() {
        MissingShards missing = new MissingShards(
                new MissingShards.Sources(
                        api, this::checkStream, options.fetching().fanOut() ? this::register : null),
                io);
        return new LeaseClients(missing.guarded(clients.kinesis()), clients.dynamoDb(), clients.cloudWatch());
    }

    @Override
    public Runnable handOver(Scheduler made) {
        return new HandOver(made, options.consumer(), clients.dynamoDb());
    }
}
