// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;

/** Reads a lease table again and again, for what must never be seen in it. */
final class LeaseWatch implements AutoCloseable {

    private static final long EVERY_MILLIS = 200;

    private final LeaseTable table;
    private final CheckpointHistory history = new CheckpointHistory();
    private final Thread thread = new Thread(this::run, "lease-watch");
    private volatile boolean running = true;

    private LeaseWatch(LeaseTable table) {
        this.table = table;
    }

    static LeaseWatch start(LeaseTable table) {
        LeaseWatch watch = new LeaseWatch(table);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (running) {
                history.take(table.leases());
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts the watch", e);
        }
    }

    /** Ends it, and says in words what was wrong. */
    List<String> findings() throws InterruptedException {
        close();
        return history.setbacks();
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }
}
