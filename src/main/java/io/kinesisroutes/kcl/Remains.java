// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.CloudWatchMetricsFactory;

/**
 * What is left of a library whose loop has ended, by an Error or because a step of its end took too long: it would go on
 * asking AWS for records, at the expense of the one that reads now.
 */
record Remains(Scheduler library) {

    /** Ends it; waits only for the last metrics, if there are any. Nothing is left to end if the library has ended well. */
    void clear() {
        if (library.retrievalConfig().retrievalFactory() instanceof Fetchers fetchers) {
            fetchers.end();
        }
        library.executorService().shutdownNow();
        if (library.metricsFactory() instanceof CloudWatchMetricsFactory metrics) {
            metrics.shutdown();
        }
    }
}
