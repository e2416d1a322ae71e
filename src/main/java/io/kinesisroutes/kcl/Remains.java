// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.lifecycle.ShardConsumer;
import software.amazon.kinesis.metrics.CloudWatchMetricsFactory;

/**
 * What is left of a library whose loop an Error has ended: it would go on asking AWS for records, at the expense of the one
 * that reads now. Does what the loop does at its end.
 */
record Remains(Scheduler library) {

    private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 50;

    /** Ends it; calls nobody at AWS. */
    void clear() {
        Collection<ShardConsumer> consumers =
                library.shardInfoShardConsumerMap().values();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!consumers.isEmpty() && System.nanoTime() < deadline) {
                consumers.removeIf(Remains::isOver);
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        library.executorService().shutdownNow();
        if (library.metricsFactory() instanceof CloudWatchMetricsFactory metrics) {
            metrics.shutdown();
        }
    }

    private static boolean isOver(ShardConsumer consumer) {
        if (consumer.leaseLost()) {
            return true;
        }
        try {
            consumer.executeLifecycle();
        } catch (Throwable e) {
            // The Error again that ended the loop, most likely; the next step is taken all the same.
            LOG.debug("A shard of a library that has ended", e);
        }
        return false;
    }
}
