// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.local.CallLog;
import java.util.concurrent.TimeUnit;

/**
 * Counts reads, and the refused ones among them, but no refusals of the first second: a reader cannot know what others
 * left of a shard's allowance. The second begins with the first read. Confined to one thread.
 */
final class CallWatch {
    private static final String READ = "GetRecords";
    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final long LOOK_MILLIS = 10;

    private final CallLog calls;
    private Thread firstSecond;
    private volatile long throttledAtFirst;

    CallWatch(CallLog calls) {
        this.calls = calls;
    }

    void begin() {
        if (firstSecond != null) {
            firstSecond.interrupt();
        }
        calls.clear();
        throttledAtFirst = 0;
        firstSecond = new Thread(this::leaveOutFirstSecond, "first-second");
        firstSecond.setDaemon(true);
        firstSecond.start();
    }

    private void leaveOutFirstSecond() {
        try {
            while (reads() == 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            TimeUnit.SECONDS.sleep(1);
            throttledAtFirst = allThrottled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** At most as many as the log holds. */
    long reads() {
        return calls.count(READ);
    }

    long throttled() {
        return allThrottled() - throttledAtFirst;
    }

    private long allThrottled() {
        return calls.count(call -> THROTTLED.equals(call.errorCode()));
    }
}
