// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.Page;
import io.kinesisroutes.shard.RecordSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes pages from the thread of the library and keeps it waiting while one is there: so it reads no further than the route
 * follows, and notices within a tenth of a second that nobody wants more. Thread-safe.
 */
final class ShardFeed implements RecordSource {

    private static final long LOOK_MILLIS = 100;

    private final Runnable pageReady;
    private Page waiting;

    /** @param pageReady is called when {@link #take()} has something */
    ShardFeed(Runnable pageReady) {
        this.pageReady = pageReady;
    }

    /**
     * Leaves a page for the shard's steps; waits until there is room for it.
     *
     * @param isWanted whether waiting is of use; asked now and then
     * @return whether it was left
     * @throws InterruptedException if the thread is to end
     */
    boolean put(Page page, BooleanSupplier isWanted) throws InterruptedException {
        synchronized (this) {
            while (waiting != null && isWanted.getAsBoolean()) {
                wait(LOOK_MILLIS);
            }
            if (!isWanted.getAsBoolean()) {
                return false;
            }
            waiting = page;
        }
        pageReady.run();
        return true;
    }

    @Override
    public synchronized Optional<Page> take() {
        Optional<Page> taken = Optional.ofNullable(waiting);
        waiting = null;
        notifyAll();
        return taken;
    }

    @Override
    public synchronized boolean hasPage() {
        return waiting != null;
    }

    /** The library tries again by itself, and does not tell. */
    @Override
    public Optional<String> whyNotRead() {
        return Optional.empty();
    }
}
