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

    /** Something that was handed over at a position and is not finished yet. */
    public static final class Token {
        private final ShardPosition position;
        private boolean resolved;

        private Token(ShardPosition position) {
            this.position = position;
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
     */
    public Token track(ShardPosition position) {
        Token token = new Token(position);
        open.addLast(token);
        return token;
    }

    /** Notes that it is finished; a second call does nothing. */
    public void resolve(Token token) {
        token.resolved = true;
        while (!open.isEmpty() && open.peekFirst().resolved) {
            safe = open.removeFirst().position;
        }
    }

    /** The highest position with nothing unfinished at or below it. */
    public ShardPosition safe() {
        return safe;
    }

    /** How many were handed over since {@link #safe()}, finished or not: what would be delivered again after a crash. */
    public int size() {
        return open.size();
    }
}
