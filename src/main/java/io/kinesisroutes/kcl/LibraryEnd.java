// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.coordinator.LeaderDecider;
import software.amazon.kinesis.coordinator.Scheduler;

/**
 * Ends the library in seconds, with threads of its own that go on where somebody does not answer. Asked to end while its
 * leader reads the lease table, the library by itself may wait for that for a minute, and then for the next thing.
 */
record LibraryEnd(Scheduler library) {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryEnd.class);

    /** How long each of the two steps takes at most, if everybody answers. */
    private static final Duration STEP = Duration.ofSeconds(2);

    /** What a leader takes to end the round of giving leases out that it is in. */
    private static final Duration LAST_ROUND = Duration.ofMillis(300);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 60;

    /** Returns after a few seconds, whatever has become of it. */
    void run() throws InterruptedException {
        if (library.leaderDecider() != null) {
            start(this::leaveLeadership).join(STEP.toMillis());
            Thread.sleep(LAST_ROUND.toMillis());
        }
        if (library.shutdownComplete()) {
            return;
        }
        Thread shutdown = start(library::shutdown);
        shutdown.join(STEP.toMillis());
        for (int i = 0; i < 4 && shutdown.isAlive(); i++) {
            // It goes on with the next thing.
            shutdown.interrupt();
            shutdown.join(STEP.dividedBy(4).toMillis());
        }
    }

    private Thread start(Runnable step) {
        Thread thread = new Thread(() -> guarded(step), "kinesis-library-end");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            LOG.warn("The Kinesis Client Library did not end well", e);
        }
    }

    /**
     * Gives the leader's lock back. Never interrupted, and tried until it succeeds: where that fails, a thread of the
     * library goes on renewing the lock, and no worker at all is given a lease.
     */
    private void leaveLeadership() {
        for (int i = 0; i < TRIES; i++) {
            try {
                LeaderDecider leader = library.leaderDecider();
                leader.shutdown();
                // A second call of the one before does nothing.
                library.coordinatorStateDAO().shutdownLockClients();
                return;
            } catch (RuntimeException e) {
                LOG.debug("The leader's lock is not given back, and is tried again", e);
            }
            try {
                Thread.sleep(AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
