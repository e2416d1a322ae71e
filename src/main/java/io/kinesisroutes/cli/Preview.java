// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.stream.KinesisApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Reads the shards of a stream, a few at a time, and tells what it saw. */
final class Preview {

    private static final int SHARDS_NAMED = 20;

    private final KinesisApi api;
    private final ShardPreview.Plan plan;
    private final Checkpoints checkpoints;
    private final ExecutorService threads;
    private final Patience patience = Patience.sleeping();

    Preview(KinesisApi api, ShardPreview.Plan plan, Checkpoints checkpoints, ExecutorService threads) {
        this.api = api;
        this.plan = plan;
        this.checkpoints = checkpoints;
        this.threads = threads;
    }

    /**
     * The chosen shards, or all if none is chosen.
     *
     * @throws ConfigurationException if a chosen shard does not exist
     */
    List<Shard> choose(List<String> chosen) throws InterruptedException {
        List<Shard> all = patience.call(api::listShards);
        checkExist(chosen, all);
        return all.stream()
                .filter(shard -> chosen.isEmpty() || chosen.contains(shard.shardId()))
                .toList();
    }

    /** @return whether each shard could be read */
    boolean show(List<Shard> shards, PreviewReport report, int atATime)
            throws InterruptedException, ExecutionException {
        List<Callable<ShardPreview>> tasks = shards.stream()
                .<Callable<ShardPreview>>map(shard -> () -> plan.read(shard, reads(shard), checkpoints))
                .toList();
        List<ShardPreview> summaries = new ArrayList<>();
        InOrder.run(tasks, threads, atATime, preview -> {
            report.shard(preview);
            summaries.add(preview.summary());
        });
        report.summary(summaries, heat(summaries));
        return summaries.stream().allMatch(summary -> summary.failure() == null);
    }

    private static void checkExist(List<String> chosen, List<Shard> all) {
        Set<String> existing = all.stream().map(Shard::shardId).collect(Collectors.toSet());
        List<Problem> unknown = chosen.stream()
                .filter(id -> !existing.contains(id))
                .map(id -> new Problem(
                        "--shard", TerminalText.safe(id), "is not a shard of the stream", "It has " + named(all)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("preview", unknown);
        }
    }

    private static String named(List<Shard> shards) {
        String some = shards.stream().limit(SHARDS_NAMED).map(Shard::shardId).collect(Collectors.joining(", "));
        return shards.size() <= SHARDS_NAMED ? some : some + " and " + (shards.size() - SHARDS_NAMED) + " more";
    }

    private PacedReads reads(Shard shard) {
        return new PacedReads(api, shard.shardId(), Clock.systemUTC(), patience);
    }

    private static Heat heat(List<ShardPreview> shards) {
        int open = (int) shards.stream().filter(ShardPreview::isOpen).count();
        return Heat.of(open, shards.stream().map(ShardPreview::traffic).toList());
    }
}
