// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Retry;
import io.kinesisroutes.sink.PutOutcome.Stored;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Writes records and sends those again, and only those, that AWS did not take. Thread-safe. */
public final class PutRecordsSender {

    private static final Logger LOG = LoggerFactory.getLogger(PutRecordsSender.class);

    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(50), Duration.ofSeconds(5));

    private final KinesisApi api;
    private final Duration timeout;
    private final InstantSource clock;
    private final Pause pause;

    /** Waits; in tests time moves on without waiting. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * @param timeout how long records are sent again before they fail
     */
    public PutRecordsSender(KinesisApi api, Duration timeout) {
        this(api, timeout, InstantSource.system(), duration -> Thread.sleep(duration.toMillis()));
    }

    PutRecordsSender(KinesisApi api, Duration timeout, InstantSource clock, Pause pause) {
        this.api = api;
        this.timeout = timeout;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Writes all records and returns when each of them is stored.
     *
     * @param entries any number
     * @return where each record is, in the order of {@code entries}
     * @throws NotStoredException if some are not stored: AWS refuses them, or the time is over
     * @throws InterruptedException if the thread is interrupted between two tries
     */
    public List<Stored> send(List<PutRecordsRequestEntry> entries) throws InterruptedException {
        Batch batch = new Batch(entries);
        Instant deadline = clock.instant().plus(timeout);
        for (int attempt = 1; ; attempt++) {
            batch.sendOpen();
            if (batch.open().isEmpty()) {
                return Arrays.asList(batch.stored);
            }
            // The SDK counts the tries from 1, and the first one waits for nothing.
            Duration delay = DELAYS.computeDelay(attempt + 1);
            if (batch.permanent != null || clock.instant().plus(delay).isAfter(deadline)) {
                throw new NotStoredException(entries.size(), batch.reasons, batch.cause());
            }
            LOG.debug(
                    "{} of {} records are sent again in {} ms", batch.open().size(), entries.size(), delay.toMillis());
            pause.of(delay);
        }
    }

    private final class Batch {

        private final List<PutRecordsRequestEntry> entries;
        private final Stored[] stored;
        private final Map<Integer, String> reasons = new HashMap<>();
        private KinesisFailure permanent;
        private KinesisFailure passing;

        Batch(List<PutRecordsRequestEntry> entries) {
            this.entries = entries;
            this.stored = new Stored[entries.size()];
        }

        List<Integer> open() {
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < stored.length; i++) {
                if (stored[i] == null) {
                    open.add(i);
                }
            }
            return open;
        }

        KinesisFailure cause() {
            return permanent != null ? permanent : passing;
        }

        void sendOpen() {
            for (List<Integer> request : RequestPlan.cut(entries, open())) {
                if (permanent == null) {
                    send(request);
                } else {
                    // The exchange fails, and may come again: what is stored now would be stored twice then.
                    request.forEach(index -> reasons.put(index, "not sent after the failure before it"));
                }
            }
        }

        private void send(List<Integer> request) {
            try {
                List<PutRecordsResultEntry> results = api.putRecords(
                                request.stream().map(entries::get).toList())
                        .records();
                for (int i = 0; i < request.size(); i++) {
                    settle(request.get(i), PutOutcome.of(results.get(i)));
                }
            } catch (KinesisFailure e) {
                request.forEach(index -> reasons.put(index, e.getMessage()));
                if (e.isRetryable()) {
                    passing = e;
                } else {
                    permanent = e;
                }
            }
        }

        private void settle(int index, PutOutcome outcome) {
            if (outcome instanceof Stored where) {
                stored[index] = where;
                reasons.remove(index);
            } else if (outcome instanceof Retry retry) {
                reasons.put(index, retry.errorCode() + ": " + retry.errorMessage());
            }
        }
    }
}
