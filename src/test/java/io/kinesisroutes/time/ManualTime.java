// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.time;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time that stands still unless the test moves it, and executors whose tasks all run in the test's own thread. */
public final class ManualTime implements InstantSource {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private record Timer(Instant due, long number, Runnable task) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::number));
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private Instant now = START;
    private long count;
    private boolean draining;

    @Override
    public Instant instant() {
        return now;
    }

    /** The same in nanoseconds, from any moment on. */
    public long nanos() {
        return Duration.between(START, now).toNanos();
    }

    /** Lets time pass, and everything happen that was to happen in it. */
    public void pass(Duration duration) {
        Instant until = now.plus(duration);
        while (!timers.isEmpty() && !timers.peek().due().isAfter(until)) {
            Timer timer = timers.remove();
            now = timer.due();
            execute(timer.task());
        }
        now = until;
    }

    /** An executor: the task runs now, or after the one that is running. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (!draining) {
            draining = true;
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            draining = false;
        }
    }

    /** Knows {@code schedule} only. */
    public ScheduledExecutorService scheduler() {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                ManualTime.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (self, method, args) -> {
                    if (!method.getName().equals("schedule")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    Duration delay = Duration.of((long) args[1], ((TimeUnit) args[2]).toChronoUnit());
                    Timer timer = new Timer(now.plus(delay), count++, (Runnable) args[0]);
                    timers.add(timer);
                    return cancellable(timer);
                });
    }

    private ScheduledFuture<?> cancellable(Timer timer) {
        return (ScheduledFuture<?>) Proxy.newProxyInstance(
                ManualTime.class.getClassLoader(), new Class<?>[] {ScheduledFuture.class}, (self, method, args) -> {
                    if (!method.getName().equals("cancel")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return timers.remove(timer);
                });
    }
}
