// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Retry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that writing does not go on, and that it does again; not for every record. Not thread-safe. */
final class SinkLog {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSink.class);

    private static final long BETWEEN_WARNINGS_NANOS = Duration.ofSeconds(30).toNanos();

    private final String stream;
    private boolean troubled;
    private long warnedAt;

    SinkLog(String stream) {
        this.stream = stream;
    }

    void requestFailed(int records, Retry why, long now) {
        if (!troubled || now - warnedAt >= BETWEEN_WARNINGS_NANOS) {
            LOG.warn("{} records for {} could not be sent and are tried again: {}", records, stream, why.reason());
            warnedAt = now;
        }
        troubled = true;
    }

    void requestSucceeded() {
        if (troubled) {
            LOG.info("Writing to {} goes on", stream);
        }
        troubled = false;
    }

    void completionFailed(Throwable e) {
        LOG.error("What follows the writing to {} failed with an exception of its own", stream, e);
    }
}
