// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Stored;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The records that were taken in together. Not thread-safe: the sink's lock guards it until it is at its end. */
final class Delivery {

    private final Stored[] stored;
    private final StreamSink.Completion completion;
    private final long bytes;
    private int open;
    private Map<Integer, String> reasons = Map.of();
    private Throwable cause;

    /**
     * @param stored where each record is that an earlier delivery has stored, else {@code null}; it is written to
     * @param bytes what its records take of the buffer, to be given back at the end
     */
    Delivery(Stored[] stored, long bytes, StreamSink.Completion completion) {
        this.stored = stored;
        this.open = countOpen(stored);
        this.bytes = bytes;
        this.completion = completion;
    }

    /** A loop, as this is done for each record of a route: a stream costs several times as much. */
    private static int countOpen(Stored[] stored) {
        int open = 0;
        for (Stored each : stored) {
            open += each == null ? 1 : 0;
        }
        return open;
    }

    long bytes() {
        return bytes;
    }

    /** @return whether that was the last of its records */
    boolean stored(int index, Stored where) {
        stored[index] = where;
        return --open == 0;
    }

    /** @return whether that was the last of its records */
    boolean failed(int index, String reason, Throwable why) {
        if (reasons.isEmpty()) {
            reasons = new HashMap<>();
        }
        reasons.put(index, reason);
        cause = why == null ? cause : why;
        return --open == 0;
    }

    /** Tells the one who sent the records; to be called once, at the end, without the lock. */
    void complete() {
        NotStoredException failure = reasons.isEmpty() ? null : new NotStoredException(stored.length, reasons, cause);
        completion.done(Arrays.asList(stored), failure);
    }
}
