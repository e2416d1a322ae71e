// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.local.CallLog;
import java.util.concurrent.TimeUnit;

/**
 * Counts refused reads, but none of the first second: a reader cannot know what others left of a shard's allowance. The
 * second begins with the first read. Confined to one thread.
 */
final class ThrottleWatch {
    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final long LOOK_MILLIS = 10;

    private final CallLog calls;
    private Thread firstSecond;

    ThrottleWatch(CallLog calls) {
        this.calls = calls;
    }

    void begin() {
        end();
        calls.clear();
        firstSecond = new Thread(this::forgetFirstSecond, "first-second");
        firstSecond.setDaemon(true);
        firstSecond.start();
    }

    private void forgetFirstSecond() {
        try {
            while (calls.count("GetRecords") == 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            TimeUnit.SECONDS.sleep(1);
            calls.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long count() {
        return calls.count(call -> THROTTLED.equals(call.errorCode()));
    }

    private void end() {
        if (firstSecond != null) {
            firstSecond.interrupt();
        }
    }
}
