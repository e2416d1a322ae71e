// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Whether the shard may still be read by this worker. Once it may not, it never may again through this hold: what the library
 * gave meanwhile was left out. Thread-safe.
 */
final class LeaseHold {

    /**
     * How long an answer counts. A process that was stopped and goes on finds it too old, so the first thing it does is to
     * look again.
     */
    private static final long FRESH_NANOS = Duration.ofMillis(5).toNanos();

    private final String shardId;
    private final LeaseBook book;
    private final LongSupplier nanoTime;
    private final UUID token;

    private State state = State.HELD;
    private long lookedAt;

    private enum State {
        HELD,
        ASKED_FOR,
        LOST
    }

    /** Begins with the lease as it is now. */
    LeaseHold(String shardId, LeaseBook book, LongSupplier nanoTime) {
        this.shardId = shardId;
        this.book = book;
        this.nanoTime = nanoTime;
        this.token = book.held(shardId).map(LeaseBook.Held::token).orElse(null);
        this.lookedAt = nanoTime.getAsLong();
        if (token == null) {
            lost();
        }
    }

    /** Whether records may be handed over. */
    synchronized boolean isHeld() {
        look();
        return state == State.HELD;
    }

    /** Whether another worker may have the shard already: nothing must be saved any more. */
    synchronized boolean isLost() {
        look();
        return state == State.LOST;
    }

    /** Reads the shard no longer, and lets the library know: it would wait for ever for a shard that was left. */
    synchronized void lost() {
        if (state == State.LOST) {
            return;
        }
        state = State.LOST;
        // A renewal that is on its way may bring an expired lease back. One with another token is not ours to drop.
        if (book.held(shardId).map(this::isSame).orElse(true)) {
            book.drop(shardId);
        }
    }

    private void look() {
        long now = nanoTime.getAsLong();
        if (state == State.LOST || now - lookedAt < FRESH_NANOS) {
            return;
        }
        lookedAt = now;
        Optional<LeaseBook.Held> held = book.held(shardId);
        if (held.isEmpty() || !isSame(held.get())) {
            lost();
        } else if (held.get().isAskedFor()) {
            state = State.ASKED_FOR;
        }
    }

    private boolean isSame(LeaseBook.Held held) {
        return held.token().equals(token);
    }
}
