// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.shard.RecordHandler.Completion;
import io.kinesisroutes.shard.SourceRecord;
import io.kinesisroutes.stream.KinesisFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of a worker whose lease table does not answer, is gone, or is written by somebody else. */
class LeasedSourceTroubleIT extends LeasedSourceFixture {

    private final DynamoDbFront front = new DynamoDbFront(DYNAMO);
    private final DynamoDbAsyncClient throughFront = DynamoDbLocal.client(front.endpoint());
    private final Queue<Completion> open = new ConcurrentLinkedQueue<>();
    private volatile boolean isHeld = true;

    @AfterEach
    void closeFront() {
        front.pass();
        stopWorkers();
        throughFront.close();
        front.close();
    }

    private void hold(List<SourceRecord> records, Completion completion) {
        if (isHeld) {
            records.forEach(record -> delivered.add(text(record)));
            open.add(completion);
        } else {
            take(records, completion);
        }
    }

    @Test
    void start_whileTheTableRefusesConnections_readsOnceItIsBack() {
        put(0, 50);
        preparation(TRIM_HORIZON).prepare();
        front.cut();

        Worker worker = new Worker(throughFront).start();
        await().atMost(PATIENCE).until(() -> !worker.source.troubles().isEmpty());
        front.pass();

        awaitDelivered(50);
        assertAllOnceAndInOrder(0, 50, delivered);
        assertEquals(Map.of(), worker.source.troubles());
    }

    /** The library goes on as if nothing was, and tells its log four times a second. */
    @Test
    void fanOut_refused_isToldAtTheStart() {
        fanOut = true;
        aws.faults().on("RegisterStreamConsumer").fail("AccessDeniedException");

        KinesisFailure e = assertThrows(KinesisFailure.class, worker()::start);

        assertTrue(e.getMessage().contains("kinesis:RegisterStreamConsumer"), e.getMessage());
    }

    /** The library asks again and again, and tells its log only. */
    @Test
    void reading_isRefused_isToldUntilItIsAllowedAgain() {
        Worker worker = worker().start();
        put(0, 10);
        awaitDelivered(10);

        aws.faults().on("GetRecords").fail("AccessDeniedException");
        await().atMost(PATIENCE)
                .until(() -> worker.source.troubles().toString().contains("kinesis:GetRecords on stream orders"));
        aws.faults().clear();
        put(10, 20);

        awaitDelivered(20);
        assertEquals(Map.of(), worker.source.troubles());
    }

    /** The library takes that for the end of the shard: it would note it in the table, and nobody would read on. */
    @Test
    void stream_isNotFoundForAWhile_isReadOn() {
        worker().start();
        put(0, 10);
        awaitDelivered(10);

        aws.faults().on("GetRecords").fail("ResourceNotFoundException");
        aws.faults().on("GetShardIterator").fail("ResourceNotFoundException");
        await().atMost(PATIENCE)
                .until(() -> aws.calls().count("GetShardIterator")
                        > 2 + 2 * orders.shardIds().size());
        aws.faults().clear();
        put(10, 20);

        awaitDelivered(20);
        assertAllOnceAndInOrder(0, 20, delivered);
    }

    @Test
    void table_deletedWhileItIsRead_isToldAndReadAgainAfterARestart() {
        Worker worker = worker().start();
        put(0, 20);
        awaitDelivered(20);

        dynamoDb.deleteTable(delete -> delete.tableName(name)).join();
        await().atMost(PATIENCE).until(() -> worker.source.troubles().toString().contains("somebody deleted it"));
        worker.close();
        delivered.clear();
        worker().start();

        // Nothing is known of what was done.
        awaitDelivered(20);
        assertAllOnceAndInOrder(0, 20, delivered);
    }

    @Test
    void lease_takenByForceWhileARecordIsProcessed_isReadOnOnceItIsFree() {
        handler = this::hold;
        maxInFlight = 1;
        put(0, 20);
        worker().start();
        await().atMost(PATIENCE).until(() -> open.size() == 2);
        String shard = orders.shardIds().get(0);
        String other = orders.shardIds().get(1);
        String before = checkpoint(shard);

        giveToSomebodyElse(shard);
        await().atMost(PATIENCE)
                .until(() -> Threads.running("prefetch-cache-" + shard).isEmpty());
        int count = delivered.size();
        open.remove().done(null);
        open.remove().done(null);
        await().atMost(PATIENCE).until(() -> !checkpoint(other).equals("TRIM_HORIZON"));
        assertEquals(before, checkpoint(shard), "it belongs to somebody else");
        assertEquals(count + 1, delivered.size(), "the next one of the other shard");

        isHeld = false;
        open.forEach(completion -> completion.done(null));
        awaitDelivered(20);
        assertEquals(21, delivered.size(), "what was processed when the lease was taken comes twice");
    }

    private void giveToSomebodyElse(String shard) {
        Map<String, AttributeValue> item = new HashMap<>(items().get(shard));
        item.put("leaseOwner", AttributeValue.fromS("somebody else"));
        item.put("leaseCounter", AttributeValue.fromN("1000"));
        dynamoDb.putItem(put -> put.tableName(name).item(item)).join();
    }
}
