// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What of a shard is unfinished, and how far it is safe: the last thing with nothing unfinished at or before it. Pure: no
 * threads, no clock, no I/O. Not thread-safe.
 *
 * @param <T> what is handed over, in the order of the shard
 */
public final class InFlight<T> {

    private final Deque<Token<T>> open = new ArrayDeque<>();
    private T safe;
    private int size;

    /** Something that was handed over and is not finished yet. */
    public static final class Token<T> {
        private final T handedOver;
        private final int records;
        private boolean resolved;

        private Token(T handedOver, int records) {
            this.handedOver = handedOver;
            this.records = records;
        }
    }

    /**
     * Notes that something is handed over.
     *
     * @param records how many it is
     */
    public Token<T> track(T handedOver, int records) {
        Token<T> token = new Token<>(handedOver, records);
        open.addLast(token);
        size += records;
        return token;
    }

    /** Notes that it is finished; a second call does nothing. */
    public void resolve(Token<T> token) {
        token.resolved = true;
        while (!open.isEmpty() && open.peekFirst().resolved) {
            Token<T> first = open.removeFirst();
            safe = first.handedOver;
            size -= first.records;
        }
    }

    /** The last thing with nothing unfinished at or before it; {@code null} while there is none. */
    public T safe() {
        return safe;
    }

    /** How many records were handed over beyond {@link #safe()}, finished or not: what a crash would bring again. */
    public int size() {
        return size;
    }
}
