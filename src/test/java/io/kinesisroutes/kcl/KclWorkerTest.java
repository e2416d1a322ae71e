// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.shard.DeliveryOptions;
import io.kinesisroutes.shard.RecordHandler.Completion;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.stream.StreamRef;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;

/** When a worker makes its library and ends it; the library calls nobody here, and runs until it is handed over. */
class KclWorkerTest implements KclWorker.LibraryMaker {

    private static final StreamRef ORDERS = new StreamRef("orders", null, null);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final KinesisAsyncClient kinesis = KinesisAsyncClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .build();
    private final DynamoDbAsyncClient dynamoDb = DynamoDbLocal.client(URI.create("http://127.0.0.1:1"));
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LeasedShards shards = new LeasedShards(new LeasedContext(
            "orders",
            new DeliveryOptions(1, 10, Duration.ofSeconds(1)),
            KclWorkerTest::handle,
            new SourceThreads(timers, threads, threads),
            () -> false,
            InstantSource.system(),
            System::nanoTime));
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger handedOver = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile CountDownLatch gone = new CountDownLatch(1);
    private Runnable beforeMaking = () -> {};
    private Runnable whenHandedOver = () -> {};
    private Runnable run = this::untilHandedOver;

    private static void handle(List<SourceRecord> records, Completion completion) {
        completion.done(null);
    }

    private void untilHandedOver() {
        running.incrementAndGet();
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Scheduler make() {
        beforeMaking.run();
        made.incrementAndGet();
        KclSettings settings =
                new KclSettings("orders-reader", ORDERS, new LeasedOptions.Fetching(false, 100, Tuning.MODERATE), null);
        KclSettings.Parts parts = settings.parts(
                new LeaseClients(kinesis, dynamoDb, null),
                InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON),
                shards,
                new EveryPart());
        return new Scheduler(
                parts.checkpoints(),
                parts.coordinator(),
                parts.leases(),
                parts.lifecycle(),
                parts.metrics(),
                parts.processors(),
                parts.retrieval()) {
            @Override
            public void run() {
                run.run();
            }
        };
    }

    @Override
    public Runnable handOver(Scheduler library) {
        return () -> {
            handedOver.incrementAndGet();
            whenHandedOver.run();
            gone.countDown();
        };
    }

    private KclWorker start() {
        KclWorker worker = new KclWorker("orders-reader", this, shards, threads);
        threads.execute(worker);
        return worker;
    }

    @AfterEach
    void stop() {
        gone.countDown();
        timers.shutdownNow();
        threads.shutdownNow();
        kinesis.close();
        dynamoDb.close();
    }

    private void failToMake(int times) {
        AtomicInteger failures = new AtomicInteger();
        beforeMaking = () -> {
            if (failures.getAndIncrement() < times) {
                throw new IllegalStateException("no table yet");
            }
        };
    }

    @Test
    void make_fails_isToldAndTriedAgain() throws Exception {
        failToMake(2);

        KclWorker worker = start();

        await().until(() -> worker.trouble().equals(Optional.of("no table yet")));
        await().until(() -> running.get() == 1);
        assertEquals(Optional.empty(), worker.trouble());
        worker.close();
        assertEquals(1, handedOver.get());
    }

    @Test
    void library_ends_isHandedOverAndMadeAgain() throws Exception {
        run = () -> {
            if (made.get() == 1) {
                throw new StackOverflowError();
            }
            gone = new CountDownLatch(1);
            untilHandedOver();
        };

        KclWorker worker = start();

        await().until(() -> running.get() == 1);
        assertEquals(1, handedOver.get());
        worker.close();
        assertEquals(2, handedOver.get());
    }

    @Test
    void handOver_failsWithAnError_itIsMadeAgainAllTheSame() throws Exception {
        run = () -> {
            if (made.get() > 1) {
                untilHandedOver();
            }
        };
        whenHandedOver = () -> {
            if (handedOver.get() == 1) {
                throw new StackOverflowError("thrown by the test");
            }
        };

        KclWorker worker = start();

        await().until(() -> running.get() == 1);
        worker.close();
        assertEquals(2, handedOver.get());
    }

    /** A library that runs on would be given shards again, and nobody would read them. */
    @Test
    void close_noThreadForInputAndOutputIsFree_handsOverAllTheSame() {
        ExecutorService stuck = Executors.newSingleThreadExecutor();
        CountDownLatch table = new CountDownLatch(1);
        stuck.execute(() -> {
            try {
                table.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        KclWorker worker = new KclWorker("orders-reader", this, shards, stuck);
        threads.execute(worker);
        await().until(() -> running.get() == 1);

        assertTimeout(AT_ONCE, worker::close);

        assertEquals(1, handedOver.get());
        stuck.shutdownNow();
    }

    @Test
    void close_betweenTwoAttempts_isNotWaitedFor() {
        failToMake(Integer.MAX_VALUE);
        KclWorker worker = start();
        // Some tries on, the wait for the next one is longer than this test may last.
        await().atMost(Duration.ofSeconds(30)).until(() -> worker.trouble().isPresent());

        assertTimeout(AT_ONCE, worker::close);

        assertEquals(0, handedOver.get());
    }

    @Test
    void close_whileTheLibraryIsMade_itDoesNotRun() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        run = runs::incrementAndGet;
        beforeMaking = () -> {
            making.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        KclWorker worker = start();
        making.await();

        Thread closing = new Thread(() -> assertTimeout(AT_ONCE, worker::close));
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        go.countDown();
        closing.join();

        assertEquals(0, runs.get());
        assertTrue(made.get() <= 1);
    }
}
