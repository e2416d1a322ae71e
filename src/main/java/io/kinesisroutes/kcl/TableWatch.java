// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.Retry;
import io.kinesisroutes.shard.SourceThreads;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the lease table answers: while it does not, leases run out, nothing is read, and the
 * library tells nobody but its log. Thread-safe.
 */
final class TableWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final LeaseTable table;
    private final SourceThreads threads;
    private final Retry retry = new Retry();

    private volatile boolean running;
    private volatile String trouble;

    TableWatch(LeaseTable table, SourceThreads threads) {
        this.table = table;
        this.threads = threads;
    }

    void start() {
        running = true;
        lookLater();
    }

    void stop() {
        running = false;
    }

    /** Why the table cannot be used; empty if it could be, when it was last asked. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void lookLater() {
        threads.later(threads.io(), INTERVAL, () -> {
            if (running) {
                look();
                lookLater();
            }
        });
    }

    private void look() {
        try {
            trouble = table.item(FirstStart.KEY).isEmpty()
                    ? "The " + table + " has lost what this consumer wrote there: somebody has made it anew. Start the"
                            + " route again"
                    : null;
            retry.succeeded();
        } catch (RuntimeException e) {
            trouble = e.getMessage();
            if (retry.shouldLog(retry.afterFailure())) {
                LOG.warn("{} does not answer, and without it no shard is read for long: {}", table, trouble);
            }
        }
    }
}
