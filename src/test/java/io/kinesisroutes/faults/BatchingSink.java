// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Holds exchanges until a batch is together and completes them from another thread, as a producer of batches does. */
final class BatchingSink extends AsyncProcessorSupport {

    private static final int BATCH = 50;
    private static final long LINGER_MILLIS = 20;
    private static final long REQUEST_MILLIS = 10;

    private final BlockingQueue<AsyncCallback> waiting = new LinkedBlockingQueue<>();

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        waiting.add(callback);
        return false;
    }

    @Override
    protected void doStart() {
        Thread sender = new Thread(this::send, "batching-sink");
        sender.setDaemon(true);
        sender.start();
    }

    private void send() {
        try {
            while (true) {
                List<AsyncCallback> batch = batch();
                Thread.sleep(REQUEST_MILLIS);
                batch.forEach(callback -> callback.done(false));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<AsyncCallback> batch() throws InterruptedException {
        List<AsyncCallback> batch = new ArrayList<>(List.of(waiting.take()));
        long flushAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
        while (batch.size() < BATCH) {
            AsyncCallback next = waiting.poll(flushAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }
}
