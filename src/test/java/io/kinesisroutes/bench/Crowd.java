// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.DynamoDbLocal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Many workers of one JVM, which share the shards of a stream that has hardly any records. For one use. */
final class Crowd {
    private static final String TABLE = "bench-crowd";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long HOLD_MILLIS = 3000;
    private static final long SETTLE_SECONDS = 10;
    private static final long STEADY_SECONDS = 20;
    private static final double MIB = 1024 * 1024;

    private final int shards;
    private final int workers;
    private final URI dynamoDb;
    private final DynamoDbAsyncClient watcher;
    private final QuietStream stream;
    private final RequestCounts requests = new RequestCounts();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final List<CrowdWorker> crowd = new ArrayList<>();
    private final Map<String, Double> figures = new HashMap<>();

    Crowd(int shards, int workers, URI dynamoDb) {
        this.shards = shards;
        this.workers = workers;
        this.dynamoDb = dynamoDb;
        this.watcher = DynamoDbLocal.client(dynamoDb);
        this.stream = new QuietStream(BenchCase.STREAM, shards);
    }

    /** @param patience to wait for the shards to be even */
    Map<String, Double> measure(Duration patience) throws InterruptedException {
        double heap = OwnJvm.heapBytesAfterGc();
        double threads = OwnJvm.threads();
        startFirst();
        startOthers();
        settle(patience);
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        stayEven();
        figures.put("threads_a_worker", (OwnJvm.threads() - threads) / workers);
        figures.put("heap_mib_a_worker", (OwnJvm.heapBytesAfterGc() - heap) / MIB / workers);
        figures.put("delivered_shards", (double) delivered.size());
        return figures;
    }

    private CrowdWorker worker() {
        CrowdWorker worker = new CrowdWorker(stream, DynamoDbLocal.client(dynamoDb, requests), TABLE, delivered::add);
        crowd.add(worker);
        return worker;
    }

    /** The first one makes the table and all leases. */
    private void startFirst() {
        CrowdWorker first = worker();
        long began = System.nanoTime();
        first.start();
        figures.put("seconds_to_make_leases", (System.nanoTime() - began) / 1e9);
    }

    private void startOthers() {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        while (crowd.size() < workers) {
            CrowdWorker worker = worker();
            starts.add(CompletableFuture.runAsync(worker::start));
        }
        starts.forEach(CompletableFuture::join);
    }

    private void settle(Duration patience) throws InterruptedException {
        long up = System.currentTimeMillis();
        long began = System.nanoTime();
        Map<String, Long> before = requests.soFar();
        long[] since = {Long.MAX_VALUE};
        Optional<Long> even = Await.present(patience, LOOK, () -> {
            long now = System.currentTimeMillis();
            since[0] = leases().isEven(shards, workers) ? Math.min(since[0], now) : Long.MAX_VALUE;
            return now - since[0] >= HOLD_MILLIS ? Optional.of(since[0]) : Optional.empty();
        });
        figures.put(Figures.SECONDS, even.map(at -> (at - up) / 1000.0).orElse(Double.NaN));
        RequestRates.between(List.of(before), List.of(requests.soFar()), System.nanoTime() - began)
                .totals()
                .forEach((name, rate) -> figures.put("settling_" + name, rate));
    }

    private void stayEven() throws InterruptedException {
        long began = System.nanoTime();
        long cpu = OwnJvm.cpuNanos();
        Map<String, Long> before = requests.soFar();
        TimeUnit.SECONDS.sleep(STEADY_SECONDS);
        long nanos = System.nanoTime() - began;
        figures.putAll(RequestRates.between(List.of(before), List.of(requests.soFar()), nanos)
                .totals());
        figures.put(Figures.CORES, (double) (OwnJvm.cpuNanos() - cpu) / nanos);
        LeaseView leases = leases();
        figures.put("leased_shards", (double) leases.owners().size());
        figures.put("workers_with_shards", (double) leases.workers().size());
        figures.put("most_minus_fewest", (double) leases.spread());
    }

    private LeaseView leases() {
        return LeaseView.of(watcher, TABLE);
    }
}
