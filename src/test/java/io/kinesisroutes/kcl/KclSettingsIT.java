// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.delegate.LeaseTableCoordinatorStateDAODelegate;
import software.amazon.kinesis.leases.EntityDAO.EntityScanList;
import software.amazon.kinesis.leases.EntityType;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseManagementFactory;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseTableDao;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.worker.metricstats.delegate.LeaseTableWorkerMetricStatsDAODelegate;

/** What the library itself makes of a prepared table, and how it runs as it is set. */
class KclSettingsIT extends LeaseFixture {

    private final Set<String> shards = new ConcurrentSkipListSet<>();
    private final Set<String> records = new ConcurrentSkipListSet<>();

    private final class Reader implements ShardRecordProcessor {

        @Override
        public void initialize(InitializationInput input) {
            shards.add(input.shardId());
        }

        @Override
        public void processRecords(ProcessRecordsInput input) {
            input.records()
                    .forEach(record -> records.add(
                            StandardCharsets.UTF_8.decode(record.data()).toString()));
        }

        @Override
        public void leaseLost(LeaseLostInput input) {}

        @Override
        public void shardEnded(ShardEndedInput input) {
            try {
                input.checkpointer().checkpoint();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void shutdownRequested(ShutdownRequestedInput input) {}
    }

    private KclSettings.Parts parts(DynamoDbAsyncClient client, Preparation preparation) {
        LeasedOptions.Fetching fetching = new LeasedOptions.Fetching(false, 1_000, Tuning.MODERATE);
        return new KclSettings(name, ORDERS, fetching, null)
                .parts(
                        new LeaseClients(kinesis, client, null),
                        preparation.prepare(),
                        Reader::new,
                        new AggregatorUtil());
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger().addAppender(appender);
        return appender;
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("software.amazon.kinesis");
    }

    @Test
    void firstStart_readByTheLibrary_isNoLeaseAndNoWorkerAndNoTrouble() throws Exception {
        KclSettings.Parts parts = parts(dynamoDb, preparation(LATEST));
        DynamoDBLeaseSerializer serializer = new DynamoDBLeaseSerializer();
        LeaseRefresher refresher =
                new DynamoDBLeaseManagementFactory(parts.leases(), serializer, false).createLeaseRefresher();
        ListAppender<ILoggingEvent> logged = listen();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Set<String> listed =
                    refresher.listLeases().stream().map(Lease::leaseKey).collect(Collectors.toSet());
            Set<String> inParallel = refresher.listLeasesParallely(threads, 2).getKey().stream()
                    .map(Lease::leaseKey)
                    .collect(Collectors.toSet());
            Map<EntityType, EntityScanList> all = new DynamoDBLeaseTableDao(
                            dynamoDb,
                            name,
                            serializer,
                            new LeaseTableCoordinatorStateDAODelegate(dynamoDb, name),
                            threads,
                            1)
                    .scanAllEntities();

            assertEquals(Set.copyOf(orders.shardIds()), listed);
            assertEquals(listed, inParallel);
            assertEquals(2, all.get(EntityType.LEASE).getEntities().size());
            assertEquals(
                    0, all.get(EntityType.WORKER_METRIC_STATS).getEntities().size());
            all.values().forEach(list -> assertEquals(List.of(), list.getDeserializationFailures()));
            assertEquals(
                    List.of(),
                    new LeaseTableWorkerMetricStatsDAODelegate(dynamoDb, name, 1_000L).getAllWorkerMetricStats());
            assertTrue(items().containsKey(FirstStart.KEY));
            assertEquals(List.of(), logged.list, "one line a second would be too much");
        } finally {
            logger().detachAppender(logged);
            threads.shutdownNow();
        }
    }

    @Test
    void startShards_againstTheLibrary_areTheSameLeases() throws Exception {
        table.ensure();
        KclSettings.Parts parts = parts(dynamoDb, preparation(TRIM_HORIZON));
        LeaseRefresher refresher = new DynamoDBLeaseManagementFactory(
                        parts.leases(), new DynamoDBLeaseSerializer(), false)
                .createLeaseRefresher();
        List<Lease> leases = refresher.listLeases();

        leases.forEach(lease -> assertTrue(lease.hashKeyRangeForLease() != null && lease.leaseOwner() == null));
        assertEquals(0L, leases.get(0).leaseCounter());
        assertEquals(0L, leases.get(0).ownerSwitchesSinceCheckpoint());
    }

    @Test
    void scheduler_preparedAndTuned_readsWithinSecondsAndAsksOnlyForWhatIsListed() throws Exception {
        ListAppender<ILoggingEvent> logged = listen();
        try (DynamoDbFront front = new DynamoDbFront(DYNAMO);
                DynamoDbAsyncClient client = DynamoDbLocal.client(front.endpoint())) {
            Preparation preparation = new Preparation(ORDERS, api, new LeaseTable(name, client), TRIM_HORIZON);
            orders.put("a", "before".getBytes(StandardCharsets.UTF_8));
            long started = System.nanoTime();
            Scheduler scheduler = parts(client, preparation).scheduler();
            Thread thread = new Thread(scheduler, "scheduler");
            thread.start();
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> records.contains("before"));
                Duration first = Duration.ofNanos(System.nanoTime() - started);
                assertTrue(first.compareTo(Duration.ofSeconds(10)) < 0, first::toString);
                assertReadsChildrenOfASplit();
            } finally {
                scheduler.shutdown();
                thread.join(Duration.ofSeconds(30).toMillis());
            }
            assertAsked(front.asked());
            assertEquals(List.of(), errors(logged));
        } finally {
            logger().detachAppender(logged);
        }
    }

    @Test
    void schedulers_fourAtOnceOnANewTable_allRunAtTheFirstTry() throws Exception {
        ListAppender<ILoggingEvent> logged = listen();
        List<Scheduler> schedulers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            schedulers.add(parts(dynamoDb, preparation(TRIM_HORIZON)).scheduler());
        }
        List<Thread> threads = schedulers.stream().map(Thread::new).toList();
        try {
            threads.forEach(Thread::start);

            await().atMost(Duration.ofSeconds(20)).until(() -> schedulers.stream()
                    .allMatch(scheduler -> scheduler.leaseCoordinator().isRunning()));
            assertEquals(List.of(), errors(logged));
        } finally {
            schedulers.forEach(Scheduler::shutdown);
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(30).toMillis());
            }
            logger().detachAppender(logged);
        }
    }

    private static List<String> errors(ListAppender<ILoggingEvent> logged) {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void assertReadsChildrenOfASplit() {
        orders.split(orders.openShardIds().get(0));
        long started = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            orders.put("key-" + i, ("after " + i).getBytes(StandardCharsets.UTF_8));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> records.size() == 21);
        assertEquals(new TreeSet<>(orders.shardIds()), shards);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took::toString);
    }

    /** What a policy has to allow; the two other tables are those of older versions of the library, and must not exist. */
    private void assertAsked(Set<String> asked) {
        Set<String> allowed = Arrays.stream(new String[] {
                    "CreateTable %s",
                    "DescribeTable %s",
                    "Scan %s",
                    "GetItem %s",
                    "PutItem %s",
                    "UpdateItem %s",
                    "DeleteItem %s",
                    "Query %s/LeaseOwnerToLeaseKeyIndex",
                    "DescribeTable %s-CoordinatorState",
                    "DescribeTable %s-WorkerMetricStats"
                })
                .map(action -> String.format(action, name))
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> unexpected = new TreeSet<>(asked);
        unexpected.removeAll(allowed);
        assertEquals(Set.of(), unexpected);
        // Refused, either would keep the library from starting.
        assertTrue(asked.contains("DescribeTable " + name + "-CoordinatorState"));
        assertTrue(asked.contains("DescribeTable " + name + "-WorkerMetricStats"));
    }
}
