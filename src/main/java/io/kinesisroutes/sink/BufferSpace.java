// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How much a sink may hold; who brings more waits, first come, first served. Thread-safe. */
final class BufferSpace {

    private final int capacity;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private long free;
    private boolean closed;

    BufferSpace(int bytes) {
        this.capacity = bytes;
        this.free = bytes;
    }

    /**
     * Takes room for so many bytes; more than there is at all has room when nothing else is held.
     *
     * @param longest how long to wait
     * @return whether there is room; if so it must be given back, with the same number
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    synchronized boolean take(long bytes, Duration longest) throws InterruptedException {
        long needed = needed(bytes);
        if (closed || (!waiting.isEmpty() || free < needed) && !waitedFor(needed, longest)) {
            return false;
        }
        free -= needed;
        return true;
    }

    private boolean waitedFor(long needed, Duration longest) throws InterruptedException {
        Object place = new Object();
        waiting.addLast(place);
        try {
            long until = System.nanoTime() + longest.toNanos();
            for (long left = longest.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
                if (waiting.peekFirst() == place && free >= needed) {
                    return true;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return false;
        } finally {
            waiting.remove(place);
            notifyAll();
        }
    }

    synchronized void giveBack(long bytes) {
        free += needed(bytes);
        notifyAll();
    }

    /** Nobody waits any more, and nobody is given room. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** How many threads wait for room. */
    synchronized int waiting() {
        return waiting.size();
    }

    private long needed(long bytes) {
        return Math.min(bytes, capacity);
    }
}
