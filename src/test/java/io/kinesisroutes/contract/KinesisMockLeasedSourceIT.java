// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.component.Deployment;
import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.kcl.DynamoDbLocal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a route that shares its stream gets from a Kinesis that we did not write: asked for, and pushed by it. */
@ExtendWith(KinesisMockCondition.class)
class KinesisMockLeasedSourceIT {

    private static final int KEYS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static KinesisMock mock;

    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
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
        deployment
                .context()
                .getComponent("aws2-kinesis", KinesisComponent.class)
                .setDynamoDbUriEndpointOverride(
                        DynamoDbLocal.shared().endpoint().toString());
    }

    @AfterEach
    void stop() {
        deployment.close();
        stream.close();
    }

    private void put(int from, int to) {
        stream.put(IntStream.range(from, to)
                .mapToObj(KinesisMockLeasedSourceIT::text)
                .toList());
    }

    private static String text(int i) {
        return i % KEYS + ":" + i;
    }

    private void startRoute(String options) throws Exception {
        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-kinesis:" + stream.name() + "?useKclConsumers=true&consumerName=reader-" + UUID.randomUUID()
                                + "&iteratorType=TRIM_HORIZON" + options)
                        .process(exchange -> delivered.add(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    private void awaitDelivered(int count) {
        await().atMost(PATIENCE).until(() -> Set.copyOf(delivered).size() >= count);
    }

    private void assertAllOnceAndInOrder(int count) {
        assertEquals(
                byKey(IntStream.range(0, count)
                        .mapToObj(KinesisMockLeasedSourceIT::text)
                        .toList()),
                byKey(delivered));
    }

    private static Map<String, List<String>> byKey(Collection<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(':'))));
    }

    @Test
    void polled_readsEverythingOnce() throws Exception {
        put(0, 100);

        startRoute("");

        awaitDelivered(100);
        put(100, 200);
        awaitDelivered(200);
        assertAllOnceAndInOrder(200);
    }

    @Test
    void pushed_readsEverythingOnce() throws Exception {
        put(0, 100);

        startRoute("&fanOut=true");

        awaitDelivered(100);
        put(100, 200);
        awaitDelivered(200);
        assertAllOnceAndInOrder(200);
    }

    @Test
    void polled_streamSplits_parentsComeBeforeTheirChildren() throws Exception {
        put(0, 100);
        startRoute("");
        awaitDelivered(50);

        stream.splitFirst();
        put(100, 200);

        awaitDelivered(200);
        assertAllOnceAndInOrder(200);
    }
}
