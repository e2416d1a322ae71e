// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kinesisroutes.component.Deployment;
import io.kinesisroutes.component.KinesisHeaders;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;

/**
 * What a route gets from a Kinesis that we did not write: what we took for AWS's way in LocalAws cannot be wrong in both.
 * Few records, because it is slow.
 */
@ExtendWith(KinesisMockCondition.class)
class KinesisMockSourceIT {

    private static final int KEYS = 7;
    private static final String ROUTE = "the-route";
    private static final String PROBE = "probe";

    private static KinesisMock mock;

    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private final Set<String> probed = ConcurrentHashMap.newKeySet();
    private MockStream stream;
    private Deployment deployment;

    @BeforeAll
    static void startMock() {
        mock = KinesisMock.start();
    }

    @AfterAll
    static void stopMock() {
        mock.close();
    }

    @BeforeEach
    void start() {
        stream = new MockStream(mock, 2);
        deployment = new Deployment(mock.endpoint(), "acme", KinesisMock.CREDENTIALS);
    }

    @AfterEach
    void stop() {
        deployment.close();
        stream.close();
    }

    private void put(int from, int to) {
        stream.put(IntStream.range(from, to).mapToObj(KinesisMockSourceIT::text).toList());
    }

    private static String text(int i) {
        return i % KEYS + ":" + i;
    }

    private void startRoute(String options, Processor processor) throws Exception {
        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("aws2-kinesis:" + stream.name() + "?shardMonitorInterval=200" + options)
                        .routeId(ROUTE)
                        .process(processor);
            }
        });
    }

    private void take(Exchange exchange) {
        String text = exchange.getMessage().getBody(String.class);
        if (text.equals(PROBE)) {
            probed.add(exchange.getMessage().getHeader(KinesisHeaders.SHARD_ID, String.class));
        } else {
            delivered.add(text);
        }
    }

    private void awaitDelivered(int count) {
        await().atMost(Duration.ofSeconds(15)).until(() -> Set.copyOf(delivered).size() >= count);
    }

    /** All of from..to-1, each once, and those of one key in order. */
    private static void assertAllOnceAndInOrder(int from, int to, Collection<String> texts) {
        assertEquals(
                byKey(IntStream.range(from, to)
                        .mapToObj(KinesisMockSourceIT::text)
                        .toList()),
                byKey(texts));
    }

    private static Map<String, List<String>> byKey(Collection<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(':'))));
    }

    @Test
    void route_failsThreeTimesForOneRecord_deliversItAgainBeforeTheNext() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        put(0, 100);

        startRoute("", exchange -> {
            if (exchange.getMessage().getBody(String.class).equals("1:50") && tries.getAndIncrement() < 3) {
                throw new IllegalStateException("failed by the test");
            }
            take(exchange);
        });

        awaitDelivered(100);
        assertAllOnceAndInOrder(0, 100, delivered);
        assertEquals(4, tries.get());
    }

    @Test
    void stream_splitsAndMerges_parentsComeBeforeTheirChildren() throws Exception {
        put(0, 100);
        startRoute("&maxResultsPerRequest=20", this::take);
        awaitDelivered(20);

        stream.splitFirst();
        put(100, 200);
        stream.mergeLastTwo();
        put(200, 300);
        stream.splitFirst();
        put(300, 400);

        awaitDelivered(400);
        assertAllOnceAndInOrder(0, 400, delivered);
    }

    @Test
    void latest_streamSplits_childrenAreReadFromTheirBeginning() throws Exception {
        put(0, 50);
        startRoute("&iteratorType=LATEST", this::take);
        await().until(() -> {
            stream.putEverywhere(2, PROBE);
            return probed.size() == 2;
        });

        stream.splitFirst();
        put(50, 150);

        awaitDelivered(100);
        assertAllOnceAndInOrder(50, 150, delivered);
    }

    @Test
    void iterator_expiresWhileTheRouteIsBusy_goesOnWhereItWas() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch rested = new CountDownLatch(1);
        put(0, 100);
        startRoute("&maxResultsPerRequest=20", exchange -> {
            if (begun.incrementAndGet() > 30) {
                rested.await();
            }
            take(exchange);
        });
        await().until(() -> begun.get() > 30);
        String iterator = stream.iterator();

        mock.putForward(Duration.ofMinutes(6));

        assertThrows(ExpiredIteratorException.class, () -> stream.read(iterator));
        put(100, 200);
        rested.countDown();
        awaitDelivered(200);
        assertAllOnceAndInOrder(0, 200, delivered);
    }

    @Test
    void route_stoppedWhileTheStreamSplitsAndMerges_losesNothing() throws Exception {
        put(0, 100);
        startRoute("", this::take);
        awaitDelivered(100);

        deployment.context().getRouteController().stopRoute(ROUTE);
        put(100, 150);
        stream.splitFirst();
        put(150, 200);
        stream.mergeLastTwo();
        put(200, 250);
        deployment.context().getRouteController().startRoute(ROUTE);

        awaitDelivered(250);
        // What was delivered before the stop may come again; each record comes first before its successors.
        assertAllOnceAndInOrder(0, 250, new LinkedHashSet<>(delivered));
    }

    @Test
    void sink_listOfMoreThanARequest_comesBackWhole() throws Exception {
        List<String> body =
                IntStream.range(0, 1_200).mapToObj(i -> "{\"n\":" + i + "}").toList();
        startRoute("", this::take);

        Exchange sent = deployment.template().request("aws2-kinesis:" + stream.name(), exchange -> exchange.getMessage()
                .setBody(body));

        assertNull(sent.getException());
        awaitDelivered(1_200);
        assertEquals(
                body.stream().sorted().toList(), delivered.stream().sorted().toList());
    }
}
