// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class PoolProfilesTest {

    private static final int TASKS = 5_000;

    @Test
    void of_moreTasksThanThreads_wait_andNoneRunsInTheThreadThatBroughtIt() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            ExecutorService pool =
                    context.getExecutorServiceManager().newThreadPool(this, "busy", PoolProfiles.of("busy", 2));
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(TASKS);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < TASKS; i++) {
                pool.execute(() -> {
                    threads.add(Thread.currentThread());
                    await(busy);
                    done.countDown();
                });
            }
            busy.countDown();

            assertTrue(done.await(10, TimeUnit.SECONDS));
            assertEquals(2, threads.size());
            assertTrue(!threads.contains(Thread.currentThread()));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
