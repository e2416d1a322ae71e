// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.concurrent.TimeUnit;

/**
 * How fast one shard is read once its first second is over. Records come a page at a time with a pause after it, and a
 * page can be as long as a second: so this goes by the beginnings of pages, what came between the first and the last of
 * them by the time between them. Thread-safe.
 */
final class ShardPace {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long FIRST_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long measuredFrom;
    private long count;
    private long previousNanos;
    private boolean measuring;
    private long firstNanos;
    private long firstCount;
    private long lastNanos;
    private long lastCount;

    ShardPace(long startNanos) {
        measuredFrom = startNanos + FIRST_SECOND;
        previousNanos = startNanos;
    }

    synchronized void record(long now, int more) {
        if (now - previousNanos > PAUSE_NANOS && now >= measuredFrom) {
            pageBegins(now);
        }
        previousNanos = now;
        count += more;
    }

    private void pageBegins(long now) {
        if (!measuring) {
            measuring = true;
            firstNanos = now;
            firstCount = count;
        }
        lastNanos = now;
        lastCount = count;
    }

    /** 0 if there were not two pages to tell it from. */
    synchronized double recordsPerSecond() {
        return lastNanos == firstNanos ? 0 : (lastCount - firstCount) * 1e9 / (lastNanos - firstNanos);
    }
}
