// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Kind;
import io.kinesisroutes.sink.PutOutcome.Retry;
import io.kinesisroutes.sink.PutOutcome.Stored;
import java.util.List;

/** What is known of requests that failed as a whole. Not thread-safe, but for what says so. */
final class RequestFailures {

    /** How many may fail one after another before all of them wait. */
    private static final int BEFORE_PAUSE = 2;

    private final SinkLog log;
    private Retry last;
    private int inARow;
    private long pausedUntil = Long.MIN_VALUE;
    private volatile boolean suspected;

    RequestFailures(SinkLog log) {
        this.log = log;
    }

    /** @param outcomes of one request */
    void note(List<PutOutcome> outcomes, long now) {
        if (outcomes.get(0) instanceof Retry retry && (retry.kind() == Kind.REQUEST || retry.kind() == Kind.SUSPECT)) {
            failed(retry, outcomes.size(), now);
        } else if (outcomes.stream().anyMatch(Stored.class::isInstance)) {
            last = null;
            inARow = 0;
            log.requestSucceeded();
        }
    }

    private void failed(Retry why, int records, long now) {
        last = why;
        if (why.kind() == Kind.SUSPECT) {
            suspected = true;
        } else if (++inARow > BEFORE_PAUSE) {
            // Each record backs off by itself; but those behind it would go on asking in its place.
            pausedUntil =
                    now + RetryDelays.after(inARow - BEFORE_PAUSE, Kind.REQUEST).toNanos();
        }
        log.requestFailed(records, why, now);
    }

    /** Why the last request failed; {@code null} if it did not. */
    Retry last() {
        return last;
    }

    /** No request is worth sending before. */
    long pausedUntil() {
        return pausedUntil;
    }

    /**
     * Whether AWS rejected a request, since this was asked last: what is known of its limits may be out of date. May be
     * called by any thread.
     */
    boolean takeSuspected() {
        boolean was = suspected;
        if (was) {
            suspected = false;
        }
        return was;
    }
}
