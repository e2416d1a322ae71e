// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRecord;
import io.kinesisroutes.local.LocalStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a route gets from a stream, with the real SDK against a local AWS that misbehaves on demand. */
class SourceIT {

    private static final String URI = "aws2-kinesis:orders?shardMonitorInterval=200";
    private static final int KEYS = 7;

    private final LocalAws aws = LocalAws.start();
    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private LocalStream orders;
    private Deployment deployment;

    @BeforeEach
    void start() {
        orders = aws.account("111122223333").createStream("eu-west-1", "orders", 2);
        deployment = new Deployment(aws, "acme", aws.account("111122223333").user("own"));
    }

    @AfterEach
    void stop() {
        deployment.close();
        aws.close();
    }

    private void put(int from, int to) {
        IntStream.range(from, to).forEach(i -> orders.put("key-" + i % KEYS, bytes(i % KEYS + ":" + i)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void take(Message message) {
        delivered.add(message.getBody(String.class));
    }

    private void awaitDelivered(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> delivered.size() >= count);
    }

    /** All of 0..count-1, each once, and those of one key in order. */
    private void assertAllOnceAndInOrder(int count) {
        Map<String, List<Integer>> byKey = delivered.stream()
                .collect(Collectors.groupingBy(
                        text -> text.substring(0, text.indexOf(':')),
                        Collectors.mapping(
                                text -> Integer.parseInt(text.substring(text.indexOf(':') + 1)), Collectors.toList())));
        Map<String, List<Integer>> expected = new HashMap<>();
        IntStream.range(0, count)
                .forEach(i -> expected.computeIfAbsent(String.valueOf(i % KEYS), key -> new ArrayList<>())
                        .add(i));
        assertEquals(expected, byKey);
    }

    @Test
    void route_failsThreeTimesForOneRecord_deliversItAgainBeforeTheNext() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        put(0, 100);

        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(URI).process(exchange -> {
                    if (exchange.getMessage().getBody(String.class).equals("1:50") && failures.getAndIncrement() < 3) {
                        throw new IllegalStateException("failed by the test");
                    }
                    take(exchange.getMessage());
                });
            }
        });

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
        assertEquals(4, failures.get());
    }

    @Test
    void route_marksRollback_deliversTheRecordAgain() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        put(0, 1);

        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI)
                        .filter(exchange -> first.getAndSet(false))
                        .markRollbackOnly()
                        .end()
                        .process(exchange -> take(exchange.getMessage()));
            }
        });

        awaitDelivered(1);
        assertAllOnceAndInOrder(1);
    }

    @Test
    void read_throttledDroppedAndFailing_deliversEverythingOnce() throws Exception {
        aws.faults().on("GetRecords").probability(0.4).fail("ProvisionedThroughputExceededException");
        aws.faults().on("Get*").probability(0.2).fail("InternalFailureException");
        aws.faults().on("Get*").probability(0.1).dropAfter();
        aws.faults().on("ListShards").times(2).fail("LimitExceededException");
        put(0, 200);

        deployment.start(collect(URI + "&maxResultsPerRequest=20"));

        awaitDelivered(200);
        assertAllOnceAndInOrder(200);
    }

    @Test
    void read_iteratorExpires_goesOnWhereItWas() throws Exception {
        aws.faults().on("GetRecords").skip(3).times(4).fail("ExpiredIteratorException");
        put(0, 100);

        deployment.start(collect(URI + "&maxResultsPerRequest=10"));

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
    }

    @Test
    void stream_splitsAndMerges_parentsComeBeforeTheirChildren() throws Exception {
        put(0, 100);
        deployment.start(collect(URI));
        awaitDelivered(50);

        orders.split(orders.openShardIds().get(0));
        put(100, 200);
        orders.merge(orders.openShardIds().get(1), orders.openShardIds().get(2));
        put(200, 300);
        orders.updateShardCount(4);
        put(300, 400);

        awaitDelivered(400);
        assertAllOnceAndInOrder(400);
    }

    @Test
    void latest_streamSplits_childrenAreReadFromTheirBeginning() throws Exception {
        put(0, 50);
        deployment.start(collect(URI + "&iteratorType=LATEST"));
        await().until(() -> aws.calls().count("GetRecords") >= 2);
        delivered.clear();

        orders.updateShardCount(4);
        put(50, 150);

        awaitDelivered(100);
        assertEquals(100, delivered.size());
        assertTrue(delivered.stream().noneMatch(text -> Integer.parseInt(text.substring(2)) < 50));
    }

    @Test
    void route_suspendedAndResumed_losesAndDoublesNothing() throws Exception {
        deployment.start(collect(URI));
        put(0, 50);
        awaitDelivered(50);
        String id = deployment.context().getRoutes().get(0).getRouteId();

        deployment.context().getRouteController().suspendRoute(id);
        put(50, 100);
        long reads = aws.calls().count("GetRecords");
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        assertEquals(50, delivered.size());
        assertTrue(aws.calls().count("GetRecords") - reads <= 2, "does not read while it is suspended");
        deployment.context().getRouteController().resumeRoute(id);

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
    }

    @Test
    void start_awsIsDown_readsOnceItIsBack() throws Exception {
        aws.faults().on("ListShards").times(8).fail("InternalFailureException");
        put(0, 10);

        deployment.start(collect(URI));

        awaitDelivered(10);
        assertAllOnceAndInOrder(10);
    }

    @Test
    void message_ofARecord_holdsWhereItIsFrom() throws Exception {
        LocalRecord stored = orders.put("the-key", bytes("{}"));
        Queue<Map<String, Object>> headers = new ConcurrentLinkedQueue<>();

        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-kinesis:" + orders.arn())
                        .process(exchange ->
                                headers.add(Map.copyOf(exchange.getMessage().getHeaders())));
            }
        });

        await().until(() -> !headers.isEmpty());
        assertEquals(
                Map.of(
                        "CamelAwsKinesisShardId", stored.shardId(),
                        "CamelAwsKinesisSequenceNumber", stored.sequenceNumber(),
                        "CamelAwsKinesisPartitionKey", "the-key",
                        "CamelAwsKinesisApproximateArrivalTimestamp", stored.arrival(),
                        "CamelMessageTimestamp", stored.arrival().toEpochMilli(),
                        "CamelAwsKinesisMillisBehindLatest", 0L,
                        "CamelAwsKinesisRecordId",
                                orders.arn() + "/" + stored.shardId() + "/" + stored.sequenceNumber()),
                headers.remove());
    }

    @Test
    void health_whileARecordFails_isDownAndSaysWhichAndWhy() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        put(0, 1);
        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI).process(exchange -> {
                    if (failing.get()) {
                        throw new IllegalStateException("failed by the test");
                    }
                    take(exchange.getMessage());
                });
            }
        });
        HealthCheck check =
                ((HealthCheckAware) deployment.context().getRoutes().get(0).getConsumer()).getHealthCheck();

        await().until(() -> check.call().getState() == HealthCheck.State.DOWN);
        String details = check.call().getDetails().toString();
        assertTrue(details.contains(orders.records().get(0).sequenceNumber()), details);
        assertTrue(details.contains("failed by the test"), details);
        failing.set(false);

        awaitDelivered(1);
        await().until(() -> check.call().getState() == HealthCheck.State.UP);
    }

    @Test
    void restart_ofTheRouteWithLatest_deliversWhatCameMeanwhile() throws Exception {
        deployment.start(collect(URI + "&iteratorType=LATEST"));
        String id = deployment.context().getRoutes().get(0).getRouteId();
        put(0, 50);
        awaitDelivered(50);

        deployment.context().getRouteController().stopRoute(id);
        put(50, 100);
        deployment.context().getRouteController().startRoute(id);

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
    }

    @Test
    void recordsPerExchange_listOfMessages_keepsEachRecordsHeaders() throws Exception {
        put(0, 100);
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();

        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI + "&recordsPerExchange=30")
                        .process(exchange -> sizes.add(
                                exchange.getMessage().getBody(List.class).size()))
                        .split(body())
                        .process(exchange -> {
                            assertTrue(exchange.getMessage()
                                    .getHeader("CamelAwsKinesisPartitionKey", String.class)
                                    .startsWith("key-"));
                            take(exchange.getMessage());
                        });
            }
        });

        awaitDelivered(100);
        assertAllOnceAndInOrder(100);
        assertTrue(sizes.stream().allMatch(size -> size <= 30) && sizes.size() < 10, sizes::toString);
    }

    @Test
    void shardId_given_readsThatShardOnly() throws Exception {
        put(0, 100);
        String shard = orders.shardIds().get(0);
        List<String> expected = orders.records().stream()
                .filter(record -> record.shardId().equals(shard))
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .toList();

        deployment.start(collect(URI + "&shardId=" + shard));

        awaitDelivered(expected.size());
        assertEquals(expected, List.copyOf(delivered));
    }

    private RouteBuilder collect(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> take(exchange.getMessage()));
            }
        };
    }
}
