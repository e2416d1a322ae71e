// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;

/** What is there before the library runs, on a local AWS and DynamoDB Local. */
class PreparationIT extends LeaseFixture {

    private static final InitialPositionInStream AT_TIMESTAMP = InitialPositionInStream.AT_TIMESTAMP;

    private static Map<String, String> each(List<String> shardIds, String checkpoint) {
        return shardIds.stream().collect(Collectors.toMap(id -> id, id -> checkpoint));
    }

    private static List<InitialPositionInStreamExtended> atOnce(List<Preparation> preparations) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(preparations.size());
        try {
            List<Callable<InitialPositionInStreamExtended>> tasks = preparations.stream()
                    .<Callable<InitialPositionInStreamExtended>>map(one -> one::prepare)
                    .toList();
            List<InitialPositionInStreamExtended> done = new ArrayList<>();
            for (Future<InitialPositionInStreamExtended> one : threads.invokeAll(tasks)) {
                done.add(one.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void firstStart_trimHorizon_leasesTheOldestShards() {
        String parent = orders.openShardIds().get(0);
        orders.split(parent);

        InitialPositionInStreamExtended start = preparation(TRIM_HORIZON).prepare();

        assertEquals(InitialPositionInStream.TRIM_HORIZON, start.getInitialPositionInStream());
        assertEquals(each(orders.shardIds().subList(0, 2), "TRIM_HORIZON"), leases());
        assertTrue(leased().contains(parent));
    }

    @Test
    void firstStart_timestamp_leasesTheShardsThatWereOpenThen() {
        String parent = orders.openShardIds().get(0);
        orders.split(parent);
        Instant afterwards = Instant.now().plusMillis(1);

        InitialPositionInStreamExtended start = preparation(at(afterwards)).prepare();

        assertEquals(AT_TIMESTAMP, start.getInitialPositionInStream());
        assertEquals(
                afterwards.truncatedTo(ChronoUnit.MILLIS), start.getTimestamp().toInstant());
        assertEquals(each(orders.openShardIds(), "AT_TIMESTAMP"), leases());
        assertFalse(leased().contains(parent));
    }

    @Test
    void firstStart_timestampBeforeTheStream_leasesTheOldestShards() {
        preparation(at(Instant.EPOCH)).prepare();

        assertEquals(each(orders.shardIds(), "AT_TIMESTAMP"), leases());
    }

    @Test
    void firstStart_latest_isTheTimeAtTheStart() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        InitialPositionInStreamExtended start = preparation(LATEST).prepare();

        assertEquals(AT_TIMESTAMP, start.getInitialPositionInStream());
        Instant pinned = start.getTimestamp().toInstant();
        assertFalse(pinned.isBefore(before), pinned::toString);
        assertFalse(pinned.isAfter(Instant.now()), pinned::toString);
        assertEquals(each(orders.shardIds(), "AT_TIMESTAMP"), leases());
    }

    @Test
    void firstStart_latestAndTheTipUnknown_isSomewhatBefore() {
        aws.faults().on("GetShardIterator").fail("InternalFailure", 500);
        Instant before = Instant.now();

        Instant pinned = preparation(LATEST).prepare().getTimestamp().toInstant();

        assertTrue(pinned.isBefore(before.minusSeconds(4)), pinned::toString);
        assertTrue(pinned.isAfter(before.minusSeconds(6)), pinned::toString);
    }

    @Test
    void firstStart_latestAndTheTableLate_isTheTimeOfTheFirstAttempt() {
        Preparation preparation;
        try (DynamoDbFront front = new DynamoDbFront(DYNAMO);
                DynamoDbAsyncClient client = DynamoDbLocal.client(front.endpoint())) {
            preparation = new Preparation(ORDERS, api, new LeaseTable(name, client), LATEST);
            front.refuse("DescribeTable", "AccessDeniedException", 400);
            assertThrows(LeaseTableException.class, preparation::prepare);
            Instant failed = Instant.now();
            front.pass();
            // Later in whole seconds, as the tip is.
            await().until(() ->
                    Instant.now().isAfter(failed.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));

            Instant pinned = preparation.prepare().getTimestamp().toInstant();

            assertFalse(pinned.isAfter(failed), pinned::toString);
        }
    }

    @Test
    void twoStarts_latestAtOnce_agree() throws Exception {
        aws.faults().on("GetShardIterator").times(1).delay(Duration.ofMillis(1500));

        List<InitialPositionInStreamExtended> starts = atOnce(List.of(preparation(LATEST), preparation(LATEST)));

        assertEquals(starts.get(0).getTimestamp(), starts.get(1).getTimestamp());
    }

    @Test
    void secondStart_anotherPosition_beginsWhereTheFirstBegan() {
        InitialPositionInStreamExtended first = preparation(LATEST).prepare();

        InitialPositionInStreamExtended second = preparation(TRIM_HORIZON).prepare();

        assertEquals(first.getInitialPositionInStream(), second.getInitialPositionInStream());
        assertEquals(first.getTimestamp(), second.getTimestamp());
    }

    @Test
    void start_afterOneThatDiedInBetween_makesTheMissingLeasesOnly() {
        table.ensure();
        FirstStart.settle(table, StreamIdentity.of(ORDERS, api), null);
        String done = orders.shardIds().get(0);
        Map<String, AttributeValue> held =
                new HashMap<>(StartShards.lease(api.listShards().get(0), null));
        held.put("leaseOwner", AttributeValue.fromS("somebody"));
        table.putIfAbsent(List.of(held));

        preparation(LATEST).prepare();

        assertEquals(each(orders.shardIds(), "TRIM_HORIZON"), leases());
        assertEquals("somebody", items().get(done).get("leaseOwner").s());
    }

    @Test
    void start_aParentFinishedAndCleanedUp_doesNotLeaseItAgain() {
        preparation(TRIM_HORIZON).prepare();
        String parent = orders.openShardIds().get(0);
        orders.split(parent);
        dynamoDb.deleteItem(delete -> delete.tableName(name).key(Map.of(LeaseTable.KEY, AttributeValue.fromS(parent))))
                .join();
        Set<String> left = leased();

        preparation(TRIM_HORIZON).prepare();

        assertEquals(left, leased());
    }

    @Test
    void start_anotherStreamsTable_isRefused() {
        preparation(TRIM_HORIZON).prepare();
        aws.account("111122223333").createStream("eu-west-1", "payments", 2);
        StreamRef payments = new StreamRef("payments", null, null);
        Preparation other =
                new Preparation(payments, SdkKinesisApi.of(payments, kinesis, "the test"), table, TRIM_HORIZON);

        LeaseTableException e = assertThrows(LeaseTableException.class, other::prepare);

        assertFalse(e.isRetryable());
        assertEquals(
                "The lease table " + name + " in eu-west-1 belongs to the stream"
                        + " arn:aws:kinesis:eu-west-1:111122223333:stream/orders, and this consumer reads"
                        + " arn:aws:kinesis:eu-west-1:111122223333:stream/payments: each stream needs a table of its own."
                        + " Choose another consumerName.",
                e.getMessage());
    }

    @Test
    void start_sameNameInAnotherAccount_isRefused() {
        preparation(TRIM_HORIZON).prepare();
        aws.account("444455556666").createStream("eu-west-1", "orders", 2);

        try (var theirs = kinesis(aws.account("444455556666").user("own"))) {
            Preparation other = new Preparation(ORDERS, api(theirs), table, TRIM_HORIZON);

            LeaseTableException e = assertThrows(LeaseTableException.class, other::prepare);
            assertFalse(e.isRetryable());
        }
    }

    @Test
    void start_streamMadeAgain_isRefusedAndSaysWhatToDo() {
        preparation(TRIM_HORIZON).prepare();
        orders.delete();
        Instant deleted = Instant.now();
        await().until(() ->
                Instant.now().isAfter(deleted.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));
        LocalStream again = aws.account("111122223333").createStream("eu-west-1", "orders", 2);
        assertEquals(2, again.shardIds().size());

        LeaseTableException e = assertThrows(LeaseTableException.class, preparation(TRIM_HORIZON)::prepare);

        assertFalse(e.isRetryable());
        assertTrue(e.getMessage().contains("Stop all workers of this consumer and delete the table"), e.getMessage());
    }

    @Test
    void start_mayNotDescribe_goesByTheName() {
        try (var reader = kinesis(aws.account("111122223333")
                .user(
                        "reader",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"kinesis:ListShards\"],"
                                + "\"Resource\":\"*\"}]}"))) {
            new Preparation(ORDERS, api(reader), table, TRIM_HORIZON).prepare();
        }

        assertEquals(2, leased().size());
        preparation(TRIM_HORIZON).prepare();
    }

    @Test
    void start_noSuchStream_saysSoAndIsNotTriedAgain() {
        orders.delete();

        KinesisFailure e = assertThrows(KinesisFailure.class, preparation(TRIM_HORIZON)::prepare);

        assertFalse(e.isRetryable());
    }

    @Test
    void start_atSequenceNumber_isRefused() {
        StartingPosition sequence = StartingPosition.builder()
                .type(ShardIteratorType.AT_SEQUENCE_NUMBER)
                .sequenceNumber("1")
                .build();

        assertThrows(IllegalArgumentException.class, preparation(sequence)::prepare);
    }

    @Test
    void eightWorkers_atOnce_makeEachLeaseOnce() throws Exception {
        List<Preparation> workers = IntStream.range(0, 8)
                .mapToObj(i -> new Preparation(ORDERS, api, new LeaseTable(name, dynamoDb), LATEST))
                .toList();

        List<InitialPositionInStreamExtended> starts = atOnce(workers);

        assertEquals(
                1,
                starts.stream()
                        .map(InitialPositionInStreamExtended::getTimestamp)
                        .distinct()
                        .count());
        assertEquals(each(orders.shardIds(), "AT_TIMESTAMP"), leases());
    }

    @Test
    void threeHundredShards_areLeasedInAFewSeconds() {
        LocalStream wide = aws.account("111122223333").createStream("eu-west-1", "wide", 300);
        StreamRef ref = new StreamRef("wide", null, null);
        Preparation preparation = new Preparation(ref, SdkKinesisApi.of(ref, kinesis, "the test"), table, TRIM_HORIZON);

        assertTimeout(Duration.ofSeconds(10), preparation::prepare);

        assertEquals(new TreeSet<>(wide.shardIds()), leased());
    }
}
