// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.faults.KplAggregate;
import io.kinesisroutes.shard.RecordHandler.Completion;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a worker hands over, with the library itself on a local AWS and DynamoDB Local. */
class LeasedSourceIT extends LeasedSourceFixture {

    @Test
    void records_fromTheOldestOn_comeOnceEachAndInOrder() {
        put(0, 100);

        worker().start();

        awaitDelivered(100);
        put(100, 200);
        awaitDelivered(200);
        assertAllOnceAndInOrder(0, 200, delivered);
    }

    /** The library would skip the first page of each shard, and say so in its log. */
    @Test
    void shards_cannotBeListed_areReadAllTheSame() {
        worker().start();
        awaitOwned(2);
        aws.faults().on("ListShards").fail("AccessDeniedException");

        put(0, 50);
        awaitDelivered(50);
        put(50, 100);

        awaitDelivered(100);
        assertAllOnceAndInOrder(0, 100, delivered);
    }

    @Test
    void timestamp_readsFromThereOn() {
        put(0, 20);
        Instant from = Instant.now().plusMillis(1);
        await().until(() -> Instant.now().isAfter(from));
        start = at(from);

        worker().start();

        put(20, 40);
        awaitDelivered(20);
        assertAllOnceAndInOrder(20, 40, delivered);
    }

    @Test
    void latest_readsWhatComesAfterTheStart() {
        put(0, 20);
        // AWS tells the time in whole seconds.
        Instant soon = Instant.now().plusSeconds(1);
        await().until(() -> Instant.now().isAfter(soon));
        start = LATEST;

        worker().start();

        put(20, 40);
        awaitDelivered(20);
        assertAllOnceAndInOrder(20, 40, delivered);
    }

    @Test
    void shard_ends_isDoneAndItsChildrenAreReadOnceItsRecordsAreDone() {
        Queue<Completion> open = new ConcurrentLinkedQueue<>();
        AtomicBoolean isHeld = new AtomicBoolean(true);
        handler = (records, completion) -> {
            if (isHeld.get()) {
                records.forEach(record -> delivered.add(text(record)));
                open.add(completion);
            } else {
                take(records, completion);
            }
        };
        put(0, 20);
        worker().start();
        awaitDelivered(20);
        String parent = orders.shardIds().get(0);

        orders.split(parent);
        put(20, 40);
        String childOfParent = orders.shardIds().get(2);
        await().atMost(PATIENCE).until(() -> items().containsKey(childOfParent));
        isHeld.set(false);
        assertNotEquals("SHARD_END", checkpoint(parent));
        long early = delivered.size();
        open.forEach(completion -> completion.done(null));

        awaitDelivered(40);
        assertTrue(early < 40, "the children's came before their parent was done");
        assertAllOnceAndInOrder(0, 40, delivered);
        await().atMost(PATIENCE).until(() -> checkpoint(parent).equals("SHARD_END"));
    }

    /** The library by itself leaves out the parts whose key belongs to another shard. */
    @Test
    void aggregate_heldByAShardThatItsKeysHaveLeft_isReadToItsLastPart() {
        KplAggregate aggregate = new KplAggregate();
        for (int i = 0; i < 20; i++) {
            aggregate.add("key-" + i % KEYS, bytes(i % KEYS + ":" + i));
        }
        orders.put(aggregate.partitionKey(), aggregate.encode());

        worker().start();

        awaitDelivered(20);
        assertAllOnceAndInOrder(0, 20, delivered);
    }

    @Test
    void stop_inTheMiddleOfAnAggregate_goesOnWithTheNextPart() {
        stopInTheMiddleOfAnAggregate();

        worker().start();

        awaitDelivered(20);
        assertEquals(20, delivered.size(), "each part once");
    }

    /** The library by itself would go on after the aggregate. */
    @Test
    void stop_inTheMiddleOfAnAggregateAndTheIteratorExpiresAtOnce_goesOnWithTheNextPart() {
        stopInTheMiddleOfAnAggregate();

        aws.faults().on("GetRecords").times(2).fail("ExpiredIteratorException");
        worker().start();

        awaitDelivered(20);
        assertEquals(20, delivered.size(), "each part once");
    }

    private void stopInTheMiddleOfAnAggregate() {
        KplAggregate aggregate = new KplAggregate();
        for (int i = 0; i < 20; i++) {
            aggregate.add("key-0", bytes("0:" + i * KEYS));
        }
        orders.put("key-0", aggregate.encode());
        Queue<Completion> open = new ConcurrentLinkedQueue<>();
        AtomicBoolean isHeld = new AtomicBoolean(true);
        handler = (records, completion) -> {
            if (isHeld.get() && delivered.size() == 10) {
                open.add(completion);
            } else {
                take(records, completion);
            }
        };
        maxInFlight = 1;
        Worker first = worker().start();
        await().atMost(PATIENCE).until(() -> open.size() == 1);
        isHeld.set(false);
        open.remove().done(new IllegalStateException("failed by the test"));

        first.close();
    }

    @Test
    void name_usedForAnotherStream_isRefused() {
        worker().start();
        aws.account("111122223333").createStream("eu-west-1", "invoices", 1);
        StreamRef invoices = new StreamRef("invoices", null, null);
        LeasedOptions options = new LeasedOptions(
                name, invoices, start, options().fetching(), options().delivery());
        LeaseClients clients = new LeaseClients(kinesis, dynamoDb, null);
        try (Pools pools = new Pools()) {
            LeasedSource other = new LeasedSource(
                    new LeasedSource.Setup(
                            SdkKinesisApi.of(invoices, kinesis, "the test"), clients, handler, pools.threads()),
                    options);

            LeaseTableException e = assertThrows(LeaseTableException.class, other::start);

            assertTrue(e.getMessage().contains("belongs to the stream " + orders.arn()), e.getMessage());
            assertTrue(e.getMessage().contains("each stream needs a table of its own"), e.getMessage());
            other.close();
        }
    }
}
