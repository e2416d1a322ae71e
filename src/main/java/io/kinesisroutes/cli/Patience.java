// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Calls again after a while what may succeed later, a few times. Thread-safe. */
final class Patience {

    private static final int TRIES = 6;

    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(300), Duration.ofSeconds(5));

    private final Pause pause;

    /** Waits; a test lets time pass instead. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    Patience(Pause pause) {
        this.pause = pause;
    }

    /** Waits in earnest. */
    static Patience sleeping() {
        return new Patience(duration -> Thread.sleep(Math.max(0, duration.toMillis())));
    }

    void pause(Duration duration) throws InterruptedException {
        pause.pause(duration);
    }

    /** @throws KinesisFailure of the last try, or of the first that another would not help */
    <T> T call(Supplier<T> call) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (KinesisFailure e) {
                if (!e.isRetryable() || e instanceof KinesisFailure.ExpiredIterator || tries == TRIES) {
                    throw e;
                }
                // The SDK counts tries, and the first one waits for nothing.
                pause(DELAYS.computeDelay(tries + 1));
            }
        }
    }
}
