// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.sink.PutOutcome.Kind;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** How long a record waits before it is sent again. Thread-safe. */
final class RetryDelays {

    /** Other records of the request were stored, so AWS is there; how fast a shard takes them, its pace knows. */
    private static final BackoffStrategy RECORD =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(10), Duration.ofMillis(200));

    private static final BackoffStrategy REQUEST =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(20), Duration.ofSeconds(1));

    private RetryDelays() {}

    /** @param attempts how often it was sent, at least once */
    static Duration after(int attempts, Kind kind) {
        // The SDK counts the tries from 1, and the first one waits for nothing.
        return (kind == Kind.REQUEST ? REQUEST : RECORD).computeDelay(attempts + 1);
    }
}
