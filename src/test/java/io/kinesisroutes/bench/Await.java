// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks until there is something. */
final class Await {
    private static final Duration LOOK = Duration.ofMillis(50);

    private Await() {}

    /** Empty if there was nothing for so long. */
    static <T> Optional<T> present(Duration longest, Supplier<Optional<T>> what) throws InterruptedException {
        return present(longest, LOOK, what);
    }

    /** @param look the pause between two looks */
    static <T> Optional<T> present(Duration longest, Duration look, Supplier<Optional<T>> what)
            throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        Optional<T> found = what.get();
        while (found.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(look.toMillis());
            found = what.get();
        }
        return found;
    }
}
