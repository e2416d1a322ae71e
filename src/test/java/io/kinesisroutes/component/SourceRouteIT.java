// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.LocalRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.junit.jupiter.api.Test;

/** What a route sees of its source: messages, lists, health, and what stopping it does. */
class SourceRouteIT extends SourceFixture {

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
}
