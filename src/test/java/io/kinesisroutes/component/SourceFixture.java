// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stream on a local AWS, a route that reads it, and what was delivered to the route. */
abstract class SourceFixture {

    static final String URI = "aws2-kinesis:orders?shardMonitorInterval=200";
    static final int KEYS = 7;

    final LocalAws aws = LocalAws.start();
    final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    LocalStream orders;
    Deployment deployment;

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

    void put(int from, int to) {
        IntStream.range(from, to).forEach(i -> orders.put("key-" + i % KEYS, bytes(i % KEYS + ":" + i)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void take(Message message) {
        delivered.add(message.getBody(String.class));
    }

    void awaitDelivered(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> delivered.size() >= count);
    }

    /** All of 0..count-1, each once, and those of one key in order. */
    void assertAllOnceAndInOrder(int count) {
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

    RouteBuilder collect(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> take(exchange.getMessage()));
            }
        };
    }
}
