// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.faults.Setup.Position;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** The KCL by itself, with its defaults. */
final class RawWorker implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Scheduler scheduler;

    private RawWorker(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    static AutoCloseable start(WorkerOptions options, DeliveryWriter deliveries) {
        CamelContext context = new DefaultCamelContext();
        Processor trouble = Trouble.parse(options.trouble());
        WorkerClients clients = WorkerClients.of(options);
        ConfigsBuilder configs = new ConfigsBuilder(
                new SingleStreamTracker(
                        StreamIdentifier.singleStreamInstance(WorkerOptions.STREAM), position(options.position())),
                options.application(),
                clients.kinesis(),
                clients.dynamoDb(),
                clients.cloudWatch(),
                "worker-" + ProcessHandle.current().pid(),
                () -> new RawProcessor(context, trouble, deliveries));
        RawWorker worker = new RawWorker(new Scheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig(),
                configs.leaseManagementConfig(),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                configs.retrievalConfig()
                        .retrievalSpecificConfig(new PollingConfig(WorkerOptions.STREAM, clients.kinesis()))));
        Thread thread = new Thread(worker.scheduler, "scheduler");
        thread.setDaemon(true);
        thread.start();
        return worker;
    }

    private static InitialPositionInStreamExtended position(Position position) {
        return InitialPositionInStreamExtended.newInitialPosition(
                position == Position.LATEST ? InitialPositionInStream.LATEST : InitialPositionInStream.TRIM_HORIZON);
    }

    @Override
    public void close() throws Exception {
        scheduler.startGracefulShutdown().get(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
