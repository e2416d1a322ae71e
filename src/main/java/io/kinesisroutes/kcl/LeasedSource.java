// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream together with other processes of the same consumer: they share its shards through leases in a DynamoDB
 * table, which also keeps how far each shard is done. Parents are read before their children, the records of each shard are
 * handed over in order. Thread-safe.
 */
public final class LeasedSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedSource.class);

    private final LeasedOptions options;
    private final SourceThreads threads;
    private final LeasedShards shards;
    private final Library library;
    private final KclWorker worker;
    private final TableWatch watch;
    private final ReadWatch reads;

    private volatile boolean paused;
    private boolean started;

    /**
     * What a source works with; it closes nothing of it.
     *
     * @param api lists the stream, as who may read it
     * @param clients for the library
     */
    public record Setup(KinesisApi api, LeaseClients clients, RecordHandler handler, SourceThreads threads) {}

    /** Calls nobody yet. */
    public LeasedSource(Setup setup, LeasedOptions options) {
        this.options = options;
        this.threads = setup.threads();
        LeasedContext context = new LeasedContext(
                options.stream().name(),
                options.delivery(),
                setup.handler(),
                threads,
                () -> paused,
                InstantSource.system(),
                System::nanoTime);
        this.shards = new LeasedShards(context);
        LeaseTable table = new LeaseTable(options.consumer(), setup.clients().dynamoDb());
        this.reads = new ReadWatch(options.stream().name(), System::nanoTime);
        this.library = new Library(watched(setup), options, table, shards);
        this.worker = new KclWorker(options.consumer(), library, shards, threads.io());
        this.watch = new TableWatch(table, threads);
    }

    private Setup watched(Setup setup) {
        LeaseClients clients = setup.clients();
        return new Setup(
                setup.api(),
                new LeaseClients(reads.watched(clients.kinesis()), clients.dynamoDb(), clients.cloudWatch()),
                setup.handler(),
                setup.threads());
    }

    /**
     * Makes the lease table if there is none, and begins to take shards. The very first start of a consumer decides where
     * reading begins.
     *
     * @throws LeaseTableException if the table cannot be used and waiting would not help
     * @throws KinesisFailure if the stream cannot be listed and waiting would not help
     * @throws IllegalStateException if the application has an older Kinesis Client Library than 3.5
     */
    public void start() {
        LibraryVersion.check(LeasedSource.class.getClassLoader());
        try {
            library.prepare();
        } catch (LeaseTableException e) {
            tolerate(e, e.isRetryable());
        } catch (KinesisFailure e) {
            tolerate(e, e.isRetryable());
        }
        started = true;
        threads.now(threads.io(), worker);
        watch.start();
    }

    private void tolerate(RuntimeException failure, boolean mayPass) {
        if (!mayPass) {
            throw failure;
        }
        LOG.warn("Consumer {} does not read yet, and tries again: {}", options.consumer(), failure.getMessage());
    }

    /** Hands no record over any more once those being handled are finished, until {@link #resume()}; keeps its shards. */
    public void pause() {
        paused = true;
    }

    /** Goes on where {@link #pause()} stopped. */
    public void resume() {
        paused = false;
    }

    /** Why shards do not go on, by shard id or what else it is; empty if all do. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new HashMap<>(shards.troubles());
        worker.trouble()
                .or(watch::trouble)
                .or(reads::trouble)
                .ifPresent(why -> troubles.put("consumer " + options.consumer(), why));
        return troubles;
    }

    /**
     * Stops for good: begins nothing new, waits up to ten seconds for what is being processed, saves how far each shard is
     * done, and leaves the shards to the other workers at once. Takes up to 25 seconds while DynamoDB does not answer.
     */
    @Override
    public void close() {
        if (!started) {
            return;
        }
        watch.stop();
        try {
            worker.close();
        } catch (InterruptedException e) {
            LOG.warn("Consumer {} is interrupted before everything is handed over", options.consumer());
            Thread.currentThread().interrupt();
        }
    }
}
