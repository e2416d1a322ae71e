// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** A worker whose library fails in itself: the library is the real one, but for what fails. */
class KclWorkerIT extends LeasedSourceFixture {

    private final Pools pools = new Pools();
    private final LeasedShards shards = new LeasedShards(new LeasedContext(
            "orders",
            options().delivery(),
            this::take,
            pools.threads(),
            () -> false,
            InstantSource.system(),
            System::nanoTime));
    private final AtomicInteger made = new AtomicInteger();
    private Function<KclSettings.Parts, Scheduler> library = KclSettings.Parts::scheduler;
    private AggregatorUtil aggregates = new EveryPart();
    private KclWorker worker;

    /** Fails as one that has run out of memory, at the first page that has a certain record. */
    private static final class FailsOnce extends AggregatorUtil {
        private final EveryPart parts = new EveryPart();
        private final byte[] record;
        private final AtomicInteger failures = new AtomicInteger();

        FailsOnce(String record) {
            this.record = bytes(record);
        }

        @Override
        public List<KinesisClientRecord> deaggregate(
                List<KinesisClientRecord> page, BigInteger startingHashKey, BigInteger endingHashKey) {
            boolean isHere =
                    page.stream().anyMatch(one -> ByteBuffer.wrap(record).equals(one.data()));
            if (isHere && failures.getAndIncrement() == 0) {
                throw new StackOverflowError("thrown by the test");
            }
            return parts.deaggregate(page, startingHashKey, endingHashKey);
        }
    }

    private final class Maker implements KclWorker.LibraryMaker {
        @Override
        public Scheduler make() {
            made.incrementAndGet();
            LeaseClients clients = new LeaseClients(kinesis, dynamoDb, null);
            KclSettings.Parts parts = new KclSettings(name, ORDERS, options().fetching(), null)
                    .parts(clients, preparation(start).prepare(), shards, aggregates);
            parts.lifecycle().taskExecutionListener(new SkippedPages(shards));
            return library.apply(parts);
        }

        @Override
        public Runnable handOver(Scheduler scheduler) {
            return new HandOver(scheduler, name, dynamoDb);
        }
    }

    private void run() {
        worker = new KclWorker(name, new Maker(), shards, pools.io);
        pools.io.execute(worker);
    }

    @AfterEach
    void closeWorker() throws InterruptedException {
        worker.close();
        pools.close();
    }

    /** The library goes on with the page after the one that it failed at. */
    @Test
    void page_skippedByTheLibrary_isReadAgainAndNothingIsLost() {
        recordsPerRead = 10;
        aggregates = new FailsOnce("1:1");
        put(0, 200);

        run();

        awaitDelivered(200);
        assertAllOnceAndInOrder(0, 200, delivered.stream().distinct().toList());
    }

    @Test
    void loop_endsWithAnError_isMadeAgainAndGoesOnWhereItWas() {
        AtomicBoolean fail = new AtomicBoolean();
        library = parts -> {
            parts.coordinator().shardPrioritization(assigned -> {
                if (fail.getAndSet(false)) {
                    throw new StackOverflowError("thrown by the test");
                }
                return assigned;
            });
            return parts.scheduler();
        };
        put(0, 50);
        run();
        awaitDelivered(50);

        fail.set(true);
        await().atMost(PATIENCE).until(() -> made.get() == 2);
        put(50, 100);

        awaitDelivered(100);
        assertAllOnceAndInOrder(0, 100, delivered);
        assertEquals(Optional.empty(), worker.trouble());
        // The shards of the library that has ended would be read as well, for nobody.
        await().atMost(PATIENCE).until(() -> Threads.running("prefetch-cache-").size() == 2);
    }

    /** As it does where its leader is interrupted at the wrong moment. */
    @Test
    void library_hangsAtItsEnd_itsLeasesAreGivenBackAllTheSame() {
        library = parts ->
                new Scheduler(
                        parts.checkpoints(),
                        parts.coordinator(),
                        parts.leases(),
                        parts.lifecycle(),
                        parts.metrics(),
                        parts.processors(),
                        parts.retrieval()) {
                    @Override
                    public void shutdown() {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            super.shutdown();
                        }
                    }
                };
        run();
        awaitOwned(2);

        assertTimeout(Duration.ofSeconds(15), () -> worker.close());

        assertEquals(Map.of(), owners());
        assertEquals(1, made.get());
    }
}
