// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What of a shard is unfinished, and how far it is safe: the highest position with nothing unfinished at or below it.
 * Pure: no threads, no clock, no I/O. Not thread-safe.
 */
public final class InFlight {

    private final Deque<Token> open = new ArrayDeque<>();
    private ShardPosition safe;
    private int size;

    /** Something that was handed over at a position and is not finished yet. */
    public static final class Token {
        private final ShardPosition position;
        private final int records;
        private boolean resolved;

        private Token(ShardPosition position, int records) {
            this.position = position;
            this.records = records;
        }
    }

    /** @param start the position before anything is handed over */
    public InFlight(ShardPosition start) {
        this.safe = start;
    }

    /**
     * Notes that something is handed over.
     *
     * @param position that is reached when it, and all before it, is finished
     * @param records how many it is
     */
    public Token track(ShardPosition position, int records) {
        Token token = new Token(position, records);
        open.addLast(token);
        size += records;
        return token;
    }

    /** Notes that it is finished; a second call does nothing. */
    public void resolve(Token token) {
        token.resolved = true;
        while (!open.isEmpty() && open.peekFirst().resolved) {
            Token first = open.removeFirst();
            safe = first.position;
            size -= first.records;
        }
    }

    /** The highest position with nothing unfinished at or below it. */
    public ShardPosition safe() {
        return safe;
    }

    /** How many records were handed over beyond {@link #safe()}, finished or not: what a crash would bring again. */
    public int size() {
        return size;
    }
}
