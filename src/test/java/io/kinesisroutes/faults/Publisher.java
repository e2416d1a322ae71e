// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes records with rising numbers, at once or at a steady rate. Publish from one thread at a time. */
final class Publisher {

    private final RecordWriter writer;
    private volatile int next;

    /** Where a record goes. */
    interface RecordWriter {
        void write(int number);
    }

    Publisher(RecordWriter writer) {
        this.writer = writer;
    }

    /** The number of the next record; all lower ones are published. */
    int next() {
        return next;
    }

    void burst(int records) {
        for (int i = 0; i < records; i++) {
            writer.write(next);
            next = next + 1;
        }
    }

    void steady(int records, int perSecond) {
        long start = System.nanoTime();
        for (int i = 1; i <= records; i++) {
            burst(1);
            sleepUntil(start + TimeUnit.SECONDS.toNanos(i) / perSecond);
        }
    }

    /** Publishes from another thread until the returned handle is closed. */
    Background inBackground(int perSecond) {
        return new Background(perSecond);
    }

    private static void sleepUntil(long nanoTime) {
        long rest;
        while ((rest = nanoTime - System.nanoTime()) > 0) {
            LockSupport.parkNanos(rest);
        }
    }

    /** A thread that publishes; closing it returns when the last record is written. */
    final class Background implements AutoCloseable {

        private final Thread thread;
        private volatile boolean running = true;

        private Background(int perSecond) {
            thread = new Thread(() -> run(perSecond), "publisher");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(int perSecond) {
            while (running) {
                steady(1, perSecond);
            }
        }

        @Override
        public void close() throws InterruptedException {
            running = false;
            thread.join();
        }
    }
}
