// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.shard.SourceThreads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Workers that share a stream on a local AWS, by the library itself, and what was handed over to them. */
abstract class LeasedSourceFixture extends LeaseFixture {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int KEYS = 7;

    final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    final Deque<Worker> workers = new ArrayDeque<>();
    RecordHandler handler = this::take;
    StartingPosition start = TRIM_HORIZON;
    int maxInFlight = 1_000;
    int recordsPerRead = 10_000;
    boolean fanOut;

    /** Threads as a route has them. */
    static final class Pools implements AutoCloseable {
        final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
        final ExecutorService io = Executors.newFixedThreadPool(16);
        final ExecutorService steps = Executors.newFixedThreadPool(10);

        SourceThreads threads() {
            return new SourceThreads(timers, io, steps);
        }

        @Override
        public void close() {
            timers.shutdownNow();
            io.shutdownNow();
            steps.shutdownNow();
        }
    }

    /** What one process would be. */
    final class Worker implements AutoCloseable {
        final Pools pools = new Pools();
        final LeasedSource source;

        Worker(DynamoDbAsyncClient dynamoDb) {
            LeaseClients clients = new LeaseClients(kinesis, dynamoDb, null);
            source = new LeasedSource(new LeasedSource.Setup(api, clients, handler, pools.threads()), options());
            workers.add(this);
        }

        Worker start() {
            source.start();
            return this;
        }

        @Override
        public void close() {
            workers.remove(this);
            source.close();
            pools.close();
        }
    }

    LeasedOptions options() {
        return new LeasedOptions(
                name,
                ORDERS,
                start,
                new LeasedOptions.Fetching(fanOut, recordsPerRead, Tuning.MODERATE),
                new DeliveryOptions(1, maxInFlight, Duration.ofMillis(200)));
    }

    Worker worker() {
        return new Worker(dynamoDb);
    }

    @AfterEach
    void stopWorkers() {
        List.copyOf(workers).forEach(Worker::close);
    }

    void take(List<SourceRecord> records, RecordHandler.Completion completion) {
        records.forEach(record -> delivered.add(text(record)));
        completion.done(null);
    }

    static String text(SourceRecord record) {
        return record.record().data().asUtf8String();
    }

    void put(int from, int to) {
        IntStream.range(from, to).forEach(i -> orders.put("key-" + i % KEYS, bytes(text(i))));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(int i) {
        return i % KEYS + ":" + i;
    }

    void awaitDelivered(int count) {
        await().atMost(PATIENCE).until(() -> delivered.stream().distinct().count() >= count);
    }

    /** All of from..to-1, each once, and those of one key in order. */
    static void assertAllOnceAndInOrder(int from, int to, Collection<String> texts) {
        assertEquals(
                byKey(IntStream.range(from, to)
                        .mapToObj(LeasedSourceFixture::text)
                        .toList()),
                byKey(texts));
    }

    private static Map<String, List<String>> byKey(Collection<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(':'))));
    }

    /** Who has which shard; without those that nobody has. */
    Map<String, String> owners() {
        return items().entrySet().stream()
                .filter(item -> item.getKey().startsWith("shardId-"))
                .filter(item -> item.getValue().containsKey("leaseOwner"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        item -> item.getValue().get("leaseOwner").s()));
    }

    void awaitOwned(int shards) {
        // There may be no table yet.
        await().atMost(PATIENCE).ignoreExceptions().until(() -> owners().size() >= shards);
    }

    String checkpoint(String shardId) {
        return items().getOrDefault(shardId, Map.of())
                .getOrDefault("checkpoint", AttributeValue.fromS("none"))
                .s();
    }
}
