// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.Tuning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/** Workers that join those which are there. */
record Joining(SharedStage stage, Tuning tuning, boolean isCounted) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What is even only for a moment is not. */
    private static final long HOLD_MILLIS = 3000;

    /**
     * Starts workers at the same time, and returns once the shards are even and stay so.
     *
     * @return seconds from when the last of them was up until the table was even and each of their shards was delivered by
     *     them; not a number if that did not happen
     */
    double join(int count) throws InterruptedException {
        Set<String> before = stage.leases().workers();
        List<Member> newcomers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            newcomers.add(stage.launch());
        }
        long up = start(newcomers);
        Optional<Long> even = awaitEven();
        Set<String> joined = new HashSet<>(stage.leases().workers());
        joined.removeAll(before);
        if (count == 1 && joined.size() == 1) {
            newcomers.get(0).id(joined.iterator().next());
        }
        Optional<Long> delivered = awaitDeliveries(newcomers, stage.leases().shardsOf(joined), up);
        return even.isPresent() && delivered.isPresent()
                ? (Math.max(even.get(), delivered.get()) - up) / 1000.0
                : Double.NaN;
    }

    private long start(List<Member> newcomers) {
        WorkerSpec worker = stage.worker(SubjectKind.OURS, tuning, isCounted);
        List<CompletableFuture<Member.Start>> starts = newcomers.stream()
                .map(member -> CompletableFuture.supplyAsync(() -> member.start(worker)))
                .toList();
        return starts.stream()
                .mapToLong(start -> CompletableFutureUtils.joinLikeSync(start).up())
                .max()
                .orElseThrow();
    }

    /** Since when it has been even for a while. */
    private Optional<Long> awaitEven() throws InterruptedException {
        long[] since = {Long.MAX_VALUE};
        return Await.present(PATIENCE, () -> {
            boolean even = stage.leases().isEven(stage.shards(), stage.members().size());
            long now = System.currentTimeMillis();
            since[0] = even ? Math.min(since[0], now) : Long.MAX_VALUE;
            return now - since[0] >= HOLD_MILLIS ? Optional.of(since[0]) : Optional.empty();
        });
    }

    /** When the last of the shards was delivered for the first time. */
    private Optional<Long> awaitDeliveries(List<Member> by, Set<String> shards, long since)
            throws InterruptedException {
        return Await.present(PATIENCE, () -> {
            Map<String, Long> first = Deliveries.since(by, since);
            return first.keySet().containsAll(shards)
                    ? shards.stream().map(first::get).max(Long::compare)
                    : Optional.empty();
        });
    }
}
