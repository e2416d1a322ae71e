// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.kcl.DynamoDbLocal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deployments that read one stream together. */
class SharedSourceIT extends SourceFixture {

    private final String consumer = "orders-" + UUID.randomUUID();
    private final String uri = URI + "&useKclConsumers=true&checkpointIntervalMillis=200&consumerName=" + consumer;
    private final DynamoDbAsyncClient table = DynamoDbLocal.shared().client();
    private final Map<String, Boolean> failed = new ConcurrentHashMap<>();
    private Deployment other;

    @BeforeEach
    void useDynamoDbLocal() {
        useDynamoDbLocal(deployment);
        other = new Deployment(aws, "acme", aws.account("111122223333").user("own"));
        useDynamoDbLocal(other);
    }

    private static void useDynamoDbLocal(Deployment deployment) {
        deployment
                .component()
                .setDynamoDbUriEndpointOverride(
                        DynamoDbLocal.shared().endpoint().toString());
    }

    @AfterEach
    void stopOther() {
        other.close();
        table.close();
    }

    @Test
    void records_fromTheOldestOn_areDeliveredOnceEachAndInOrder() throws Exception {
        put(0, 200);

        deployment.start(collect(uri + "&iteratorType=TRIM_HORIZON"));

        awaitDelivered(200);
        put(200, 300);
        awaitDelivered(300);
        assertAllOnceAndInOrder(300);
    }

    @Test
    void latest_meansTheFirstStartAlsoAfterARestart() throws Exception {
        put(0, 10);
        deployment.start(collect(uri));
        await().atMost(Duration.ofSeconds(30)).until(() -> leases().size() == 2);
        deployment.close();

        put(10, 30);
        other.start(collect(uri));

        await().atMost(Duration.ofSeconds(30)).until(() -> delivered.size() >= 20);
        // Up to a second of what came before the start may come too: AWS tells the time to the second.
        assertTrue(delivered.containsAll(List.of("3:10", "1:29")));
    }

    @Test
    void record_failsOnce_comesAgainBeforeItsSuccessors() throws Exception {
        put(0, 50);
        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&iteratorType=TRIM_HORIZON").process(exchange -> {
                    if (failed.put(exchange.getMessage().getBody(String.class), true) == null) {
                        throw new IllegalStateException("failed by the test");
                    }
                    take(exchange.getMessage());
                });
            }
        });

        awaitDelivered(50);

        assertAllOnceAndInOrder(50);
    }

    @Test
    void workers_two_shareTheShardsAndOneThatStopsLeavesThemToTheOther() throws Exception {
        deployment.start(collect(uri + "&iteratorType=TRIM_HORIZON"));
        put(0, 100);
        awaitDelivered(100);

        other.start(collect(uri + "&iteratorType=TRIM_HORIZON"));
        await().atMost(Duration.ofSeconds(30)).until(() -> owners().size() == 2);
        put(100, 200);
        awaitDelivered(200);
        deployment.close();
        put(200, 300);
        awaitDelivered(300);

        assertAllOnceAndInOrder(300);
    }

    @Test
    void shards_split_areReadAfterTheirParents() throws Exception {
        put(0, 100);
        deployment.start(collect(uri + "&iteratorType=TRIM_HORIZON"));
        awaitDelivered(100);

        orders.split("shardId-000000000000");
        put(100, 200);

        awaitDelivered(200);
        assertAllOnceAndInOrder(200);
    }

    @Test
    void name_usedTwiceInOneContext_isRefused() throws Exception {
        deployment.start(collect(uri));

        Exception refused = assertThrows(Exception.class, () -> deployment.start(collect(uri + "&maxInFlight=7")));

        assertTrue(refused.toString().contains(consumer), refused.toString());
    }

    @Test
    void record_thatGoesOnFailing_turnsHealthDown() throws Exception {
        put(0, 1);
        deployment.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&iteratorType=TRIM_HORIZON").routeId("orders").process(exchange -> {
                    throw new IllegalStateException("failed by the test");
                });
            }
        });

        await().atMost(Duration.ofSeconds(30)).until(() -> health().getState() == HealthCheck.State.DOWN);

        assertTrue(
                health().getDetails().toString().contains("failed by the test"),
                health().getDetails().toString());
    }

    private HealthCheck.Result health() {
        return ((HealthCheckAware) deployment.context().getRoute("orders").getConsumer())
                .getHealthCheck()
                .call();
    }

    private Map<String, Map<String, AttributeValue>> leases() {
        return table.scan(scan -> scan.tableName(consumer).consistentRead(true)).join().items().stream()
                .filter(item -> item.get("leaseKey").s().startsWith("shardId-"))
                .filter(item -> item.containsKey("leaseOwner"))
                .collect(Collectors.toMap(item -> item.get("leaseKey").s(), item -> item));
    }

    private Set<String> owners() {
        return leases().values().stream()
                .map(item -> item.get("leaseOwner").s())
                .collect(Collectors.toSet());
    }
}
