// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.example;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this application does about dead letters: it says why each was refused, and counts them. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final AtomicInteger count = new AtomicInteger();

    /** Takes the envelope of one. */
    @Handler
    public void refused(Map<String, Object> envelope) {
        LOG.info(
                "Refused {} of {}: {}", envelope.get("sequenceNumber"), envelope.get("stream"), envelope.get("reason"));
        count.incrementAndGet();
    }

    int count() {
        return count.get();
    }
}
