// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The workers of a stage. Confined to its thread. */
final class Crew {

    /** What a checkpoint may take on a busy machine from when it is due until it is in the table. */
    private static final long CHECKPOINT_TAKES_MILLIS = 700;

    private static final long START_SECONDS = 90;
    private static final long RECENTLY_MILLIS = 1000;
    private static final long POLL_MILLIS = 50;

    private final ScaledStage stage;
    private final List<SubjectProcess> workers = new ArrayList<>();
    private int launches;

    Crew(ScaledStage stage) {
        this.stage = stage;
    }

    boolean isAlive() {
        return workers.stream().anyMatch(SubjectProcess::isAlive);
    }

    /** Those that were started and neither killed nor stopped, the oldest first. */
    List<SubjectProcess> workers() {
        return List.copyOf(workers);
    }

    /**
     * Starts so many workers, and returns when the shards are spread over all, and after how many seconds that was from when
     * they were up; only under load.
     */
    double start(int count) throws Exception {
        launch(count);
        double seconds = awaitEven();
        if (stage.subject() == ScaledSubject.STOCK_KCL && launches == count) {
            // It starts with LATEST whatever it is told; what it loses by that is not counted.
            stage.expectFromHere();
        }
        return seconds;
    }

    /** Starts workers and returns as soon as they say that they are up. */
    List<SubjectProcess> launch(int count) throws Exception {
        int before = stage.deliveries().ups();
        List<SubjectProcess> launched = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            launched.add(launch());
        }
        boolean up = await(
                START_SECONDS,
                () -> stage.deliveries().ups() >= before + count
                        || !launched.stream().allMatch(SubjectProcess::isAlive));
        for (SubjectProcess worker : launched) {
            if (!up || !worker.isAlive()) {
                throw new SubjectFailedException("a worker did not start: " + worker.reason());
            }
        }
        return launched;
    }

    /** Starts a worker without waiting for it. */
    SubjectProcess launch() throws IOException {
        launches++;
        String name = "worker-" + launches;
        Path file = stage.directory().resolve(name + ".properties");
        stage.options().write(file);
        SubjectProcess worker = SubjectProcess.launch(stage.subject().program(file), stage.directory(), name);
        workers.add(worker);
        return worker;
    }

    /** As kill -9. */
    void kill(SubjectProcess worker) throws InterruptedException {
        worker.kill();
        workers.remove(worker);
        long now = System.currentTimeMillis();
        long window = windowMillis();
        stage.doubt(new Doubt(
                worker.pid(), now - window, now, "what a killed worker delivered in its last %d ms".formatted(window)));
    }

    /** How old a checkpoint may be, in milliseconds. */
    long windowMillis() {
        return stage.setup().checkpointInterval().toMillis() + CHECKPOINT_TAKES_MILLIS;
    }

    /** Kills all, at the end. */
    void kill() throws InterruptedException {
        for (SubjectProcess worker : workers) {
            worker.kill();
        }
    }

    /** Lets it stop in an orderly way. */
    void terminate(SubjectProcess worker) throws InterruptedException {
        if (!worker.terminate()) {
            stage.complain("a worker did not stop in time and was killed");
        }
        workers.remove(worker);
    }

    /**
     * Waits until the shards are spread over the workers and each delivers, and returns after how many seconds that was;
     * only under load.
     */
    double awaitEven() throws InterruptedException, SubjectFailedException {
        long start = System.currentTimeMillis();
        if (!await(stage.subject().toServe().toSeconds(), () -> isEven(start))) {
            List<Lease> leases = stage.table().leases();
            if (leases.stream().allMatch(lease -> lease.owner().isEmpty())) {
                throw new SubjectFailedException("no worker took a shard");
            }
            stage.complain("the shards were not spread over %d workers within %d s: %s"
                    .formatted(workers.size(), stage.subject().toServe().toSeconds(), leases));
        }
        return (System.currentTimeMillis() - start) / 1000.0;
    }

    /** In the table alone, one that was killed may stand for one that starts. */
    private boolean isEven(long sinceMillis) {
        return workers.stream()
                        .noneMatch(worker -> shardsOf(worker, sinceMillis).isEmpty())
                && LeaseSpread.isEven(stage.table().leases(), stage.stream().openShardIds(), workers.size());
    }

    /** Waits until every shard has its row in the table, so that the start is settled. */
    void awaitLeases() throws InterruptedException, SubjectFailedException {
        int shards = stage.stream().openShardIds().size();
        if (!await(
                stage.subject().toServe().toSeconds(),
                () -> stage.table().leases().size() >= shards)) {
            throw new SubjectFailedException("the lease table was not filled");
        }
    }

    /** Waits until a worker delivers; only under load. */
    void awaitServing(SubjectProcess worker) throws InterruptedException {
        long from = System.currentTimeMillis();
        long seconds = stage.subject().toServe().toSeconds();
        if (!await(seconds, () -> !shardsOf(worker, from).isEmpty())) {
            stage.complain("a worker delivered nothing within %d s".formatted(seconds));
        }
    }

    /** One of those that deliver just now, and so hold leases; only under load. */
    SubjectProcess anyServing(Random random) throws InterruptedException, SubjectFailedException {
        if (!await(stage.subject().toServe().toSeconds(), () -> !serving().isEmpty())) {
            throw new SubjectFailedException("no worker delivers");
        }
        List<SubjectProcess> serving = serving();
        return serving.get(random.nextInt(serving.size()));
    }

    private List<SubjectProcess> serving() {
        return workers.stream().filter(worker -> !shardsOf(worker).isEmpty()).toList();
    }

    /** The shards from which a worker delivered just now. */
    Set<String> shardsOf(SubjectProcess worker) {
        return shardsOf(worker, System.currentTimeMillis() - RECENTLY_MILLIS);
    }

    private Set<String> shardsOf(SubjectProcess worker, long afterMillis) {
        Set<String> shards = new HashSet<>();
        for (Delivery delivery : stage.deliveries().after(afterMillis)) {
            if (delivery.pid() == worker.pid()) {
                shards.add(delivery.shardId());
            }
        }
        return shards;
    }

    /**
     * Waits until others than a worker that is gone deliver from all these shards, and returns how many seconds after that
     * time they did; only under load.
     */
    double awaitTakeOver(Set<String> shardIds, SubjectProcess gone, long goneAtMillis) throws InterruptedException {
        long seconds = stage.subject().toServe().toSeconds();
        if (!await(seconds, () -> shardsOfOthers(gone, goneAtMillis).containsAll(shardIds))) {
            stage.complain("nobody took over %s within %d s".formatted(shardIds, seconds));
        }
        return (System.currentTimeMillis() - goneAtMillis) / 1000.0;
    }

    private Set<String> shardsOfOthers(SubjectProcess gone, long afterMillis) {
        Set<String> shards = new HashSet<>();
        for (Delivery delivery : stage.deliveries().after(afterMillis)) {
            if (delivery.pid() != gone.pid()) {
                shards.add(delivery.shardId());
            }
        }
        return shards;
    }

    /** Polls less often than {@link Stage#await}, as the table is asked; false if it did not become true in time. */
    private static boolean await(long seconds, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }
}
