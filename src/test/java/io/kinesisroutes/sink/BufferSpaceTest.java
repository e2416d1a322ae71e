// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BufferSpaceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final BufferSpace space = new BufferSpace(100);

    private CompletableFuture<Boolean> takeLater(long bytes) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return space.take(bytes, LONG);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    @Test
    void take_noRoom_isToldWhenTheTimeIsOverAndNotLater() throws Exception {
        space.take(100, LONG);
        long before = System.nanoTime();

        assertFalse(space.take(1, Duration.ofMillis(50)));

        assertTrue(System.nanoTime() - before < Duration.ofMillis(900).toNanos());
    }

    @Test
    void take_moreThanThereIs_hasAllOfIt() throws Exception {
        assertTrue(space.take(1_000, LONG));
        assertFalse(space.take(1, Duration.ZERO));
        space.giveBack(1_000);
        assertTrue(space.take(1, Duration.ZERO));
    }

    @Test
    void take_largeBesideSmall_isNotPassedByThoseThatCameLater() throws Exception {
        space.take(50, LONG);
        CompletableFuture<Boolean> large = takeLater(80);
        while (space.waiting() == 0) {
            Thread.onSpinWait();
        }

        assertFalse(space.take(1, Duration.ofMillis(20)), "there is room, and somebody was first");
        space.giveBack(50);

        assertTrue(large.get(10, TimeUnit.SECONDS));
    }

    @Test
    void close_wakesThoseThatWait() throws Exception {
        space.take(100, LONG);
        CompletableFuture<Boolean> waiting = takeLater(1);
        while (space.waiting() == 0) {
            Thread.onSpinWait();
        }

        space.close();

        assertFalse(waiting.get(10, TimeUnit.SECONDS));
        space.giveBack(100);
        assertFalse(space.take(1, Duration.ZERO));
    }
}
