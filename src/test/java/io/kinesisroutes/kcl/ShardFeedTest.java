// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.shard.Page;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How pages pass from the library's thread to the shard's steps. */
class ShardFeedTest {

    private final AtomicInteger woken = new AtomicInteger();
    private final ShardFeed feed = new ShardFeed(woken::incrementAndGet);
    private volatile boolean isWanted = true;

    private static Page page() {
        return new Page(Collections.emptyIterator(), false);
    }

    private boolean put(Page page) throws InterruptedException {
        return feed.put(page, () -> isWanted);
    }

    /** Puts it as the library does, and returns once it waits. */
    private FutureTask<Boolean> putAndWait(Page page) {
        FutureTask<Boolean> put = new FutureTask<>(() -> put(page));
        Thread library = new Thread(put);
        library.start();
        await().until(() -> library.getState() == Thread.State.TIMED_WAITING);
        return put;
    }

    @Test
    void page_isTakenOnceAndAnnounced() throws Exception {
        Page page = page();

        assertTrue(put(page));

        assertEquals(1, woken.get());
        assertTrue(feed.hasPage());
        assertSame(page, feed.take().orElseThrow());
        assertFalse(feed.hasPage());
        assertTrue(feed.take().isEmpty());
        assertTrue(feed.whyNotRead().isEmpty());
    }

    @Test
    void second_waitsUntilTheFirstIsTaken() throws Exception {
        Page second = page();
        put(page());
        FutureTask<Boolean> waiting = putAndWait(second);
        assertFalse(waiting.isDone());

        feed.take();

        assertTrue(waiting.get(10, TimeUnit.SECONDS));
        assertSame(second, feed.take().orElseThrow());
        assertEquals(2, woken.get());
    }

    @Test
    void second_notWantedAnyMore_givesTheThreadBack() throws Exception {
        Page first = page();
        put(first);
        FutureTask<Boolean> waiting = putAndWait(page());

        isWanted = false;

        assertFalse(waiting.get(10, TimeUnit.SECONDS));
        assertEquals(1, woken.get());
        assertSame(first, feed.take().orElseThrow());
    }

    @Test
    void page_notWanted_isNotLeft() throws Exception {
        isWanted = false;

        assertFalse(put(page()));

        assertFalse(feed.hasPage());
        assertEquals(0, woken.get());
    }

    @Test
    void thread_interruptedWhileItWaits_ends() throws Exception {
        put(page());
        FutureTask<Boolean> put = new FutureTask<>(() -> put(page()));
        Thread library = new Thread(put);
        library.start();
        await().until(() -> library.getState() == Thread.State.TIMED_WAITING);

        library.interrupt();

        ExecutionException e = assertThrows(ExecutionException.class, () -> put.get(10, TimeUnit.SECONDS));
        assertTrue(e.getCause() instanceof InterruptedException);
    }
}
