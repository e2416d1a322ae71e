// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The latest calls, at most {@value #CAPACITY}, the oldest first. Thread-safe. */
public final class CallLog {
    static final int CAPACITY = 100_000;

    private final Deque<Call> calls = new ArrayDeque<>();

    CallLog() {}

    public synchronized List<Call> list() {
        return List.copyOf(calls);
    }

    public synchronized List<Call> list(Predicate<Call> filter) {
        return calls.stream().filter(filter).toList();
    }

    public synchronized long count(Predicate<Call> filter) {
        return calls.stream().filter(filter).count();
    }

    /** How often an operation was called, whatever came of it. */
    public long count(String operation) {
        return count(call -> call.operation().equals(operation));
    }

    public synchronized void clear() {
        calls.clear();
    }

    synchronized void add(Call call) {
        if (calls.size() == CAPACITY) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }
}
