// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;

/** How the thread pools of consumers and producers are made. */
final class PoolProfiles {

    private static final long IDLE_SECONDS = 30;

    private PoolProfiles() {}

    /**
     * Without a limit to the queue. What does not fit runs in the thread that brought it, so a timer would process records
     * and a lock would be held while AWS is called; and Camel takes -1 for a queue that holds nothing at all.
     */
    static ThreadPoolProfile of(String name, int threads) {
        return new ThreadPoolProfileBuilder(name)
                .poolSize(threads)
                .maxPoolSize(threads)
                .maxQueueSize(Integer.MAX_VALUE)
                .keepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS)
                .allowCoreThreadTimeOut(threads > 1)
                .build();
    }
}
