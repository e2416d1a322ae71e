// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;

/** How the thread pools of consumers and producers are made. */
final class PoolProfiles {

    private static final long IDLE_SECONDS = 30;

    private PoolProfiles() {}

    /** Without a limit to the queue: with Camel's of 1000 the tasks beyond it would be dropped without a word. */
    static ThreadPoolProfile of(String name, int threads) {
        return new ThreadPoolProfileBuilder(name)
                .poolSize(threads)
                .maxPoolSize(threads)
                .maxQueueSize(-1)
                .keepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS)
                .allowCoreThreadTimeOut(threads > 1)
                .build();
    }
}
