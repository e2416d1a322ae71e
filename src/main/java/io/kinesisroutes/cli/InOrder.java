// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does a few things at the same time and hands their results over in order, holding no more than these few. */
final class InOrder {

    private InOrder() {}

    /**
     * @param ahead how many run, or wait to be handed over, at most
     * @throws ExecutionException with what the first of them threw; the others are cancelled
     */
    static <T> void run(List<Callable<T>> tasks, ExecutorService threads, int ahead, Consumer<T> results)
            throws InterruptedException, ExecutionException {
        Deque<Future<T>> running = new ArrayDeque<>();
        Iterator<Callable<T>> waiting = tasks.iterator();
        try {
            while (waiting.hasNext() || !running.isEmpty()) {
                while (waiting.hasNext() && running.size() < ahead) {
                    running.add(threads.submit(waiting.next()));
                }
                results.accept(running.remove().get());
            }
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }
}
