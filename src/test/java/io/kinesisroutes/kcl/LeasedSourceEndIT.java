// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.SourceRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How workers end, and what they leave to the others. */
class LeasedSourceEndIT extends LeasedSourceFixture {

    private Set<String> workersWithLeases() {
        return new HashSet<>(owners().values());
    }

    @Test
    void close_leavesNothingBehindAndAnotherWorkerReadsOn() {
        Worker first = worker().start();
        awaitOwned(2);
        put(0, 50);
        awaitDelivered(50);
        String id = workersWithLeases().iterator().next();

        first.close();
        assertEquals(Map.of(), owners());
        assertFalse(items().containsKey(id), "it is given nothing any more");

        worker().start();
        put(50, 100);
        awaitDelivered(100);
        assertAllOnceAndInOrder(0, 100, delivered);
    }

    @Test
    void close_ofOneOfTwo_theOtherReadsOnWithinSeconds() {
        Worker first = worker().start();
        awaitOwned(2);
        worker().start();
        await().atMost(PATIENCE).until(() -> workersWithLeases().size() == 2);
        put(0, 50);
        awaitDelivered(50);

        first.close();
        long closed = System.nanoTime();
        put(50, 100);
        awaitDelivered(100);

        Duration took = Duration.ofNanos(System.nanoTime() - closed);
        assertTrue(took.compareTo(Duration.ofSeconds(4)) < 0, "expired leases take longer: " + took);
        assertAllOnceAndInOrder(0, 100, delivered);
    }

    @Test
    void secondWorker_joins_isGivenAShardWithNothingDoneTwice() {
        handler = this::takeLater;
        worker().start();
        awaitOwned(2);
        put(0, 50);

        worker().start();
        for (int i = 50; workersWithLeases().size() < 2; i += 5) {
            put(i, i + 5);
        }
        int count = (int) orders.recordCount();

        awaitDelivered(count);
        assertAllOnceAndInOrder(0, count, delivered);
    }

    private void takeLater(List<SourceRecord> records, RecordHandler.Completion completion) {
        ScheduledFuture<?> unused =
                workers.getFirst().pools.timers.schedule(() -> take(records, completion), 100, TimeUnit.MILLISECONDS);
    }

    /** Taken away now, its position could not be saved any more, and all since the last save would come twice. */
    @Test
    void close_whileAnotherWorkerHandsAShardOverToIt_leavesThatOneItsLease() {
        Worker worker = worker().start();
        awaitOwned(2);
        String shard = orders.shardIds().get(0);
        Map<String, AttributeValue> promised = new HashMap<>(items().get(shard));
        promised.put("leaseKey", AttributeValue.fromS("shardId-000000000009"));
        promised.put("checkpointOwner", AttributeValue.fromS("another worker"));
        dynamoDb.putItem(put -> put.tableName(name).item(promised)).join();

        worker.close();

        assertEquals(promised, items().get("shardId-000000000009"));
    }

    @Test
    void close_duringTheStart_endsSoonAndHoldsNothing() {
        Worker worker = worker().start();

        assertTimeout(Duration.ofSeconds(10), worker::close);

        assertEquals(Map.of(), owners());
    }

    /** The library leaves a thread for each lease that it is given, and five at most. */
    @Test
    void starts_many_leaveNoThreadsThatTheLibraryCanEnd() {
        int before = Threads.running("LeaseDiscovery-").size();

        for (int i = 0; i < 5; i++) {
            Worker worker = worker().start();
            put(i, i + 1);
            awaitDelivered(i + 1);
            worker.close();
        }

        await().atMost(PATIENCE).until(() -> Threads.ofLibraries().isEmpty());
        int left = Threads.running("LeaseDiscovery-").size() - before;
        assertTrue(left <= 5 * 2, left + " threads are left of five libraries with two leases");
    }
}
