// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kamelets kinesis-source and kinesis-sink carry records through roles, and keep to themselves. */
class KameletIT extends KameletFixture {

    @Test
    void sourceAndSink_withRoles_carryRecordsWithTheDeploymentsExternalId() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalStream copy = stream(OTHER_OWNER);
        LocalRole reader = reader(OWNER, orders);
        LocalRole writer = writer(OTHER_OWNER, copy);
        List<String> records = put(orders, 0, 200);

        try (Deployment acme = acme()) {
            routes(acme.context(), """
                - route:
                    id: carry
                    from:
                      uri: kamelet:kinesis-source
                      parameters:
                        stream: orders
                        region: eu-west-1
                        roleArn: %s
                      steps:
                        - to:
                            uri: kamelet:kinesis-sink
                            parameters:
                              stream: %s
                              roleArn: %s
                """.formatted(reader.arn(), copy.arn(), writer.arn()));
            acme.start();
            await().until(() -> copy.recordCount() >= 200);
        }

        assertEquals(records, texts(copy));
        assertEquals(
                Set.of("acme"),
                Set.copyOf(aws.calls().list(call -> call.operation().equals("AssumeRole")).stream()
                        .map(call -> call.externalId())
                        .toList()));
        assertEquals(
                orders.records().stream()
                        .map(record -> record.partitionKey())
                        .sorted()
                        .toList(),
                copy.records().stream()
                        .map(record -> record.partitionKey())
                        .sorted()
                        .toList());
    }

    @Test
    void twoSources_ofTwoRolesInOneContext_stayApart() throws Exception {
        LocalStream one = stream(OWNER);
        LocalStream other = stream(OTHER_OWNER);
        List<String> ofOne = put(one, 0, 50);
        List<String> ofOther = put(other, 100, 150);
        Queue<String> deliveredOfOther = new ConcurrentLinkedQueue<>();

        try (Deployment acme = acme()) {
            acme.start(
                    collect(
                            "kamelet:kinesis-source?stream=orders&roleArn="
                                    + reader(OWNER, one).arn(),
                            delivered),
                    collect(
                            "kamelet:kinesis-source?stream=orders&roleArn="
                                    + reader(OTHER_OWNER, other).arn(),
                            deliveredOfOther));
            await().until(() -> delivered.size() >= 50 && deliveredOfOther.size() >= 50);
        }

        assertEquals(ofOne, sorted(delivered));
        assertEquals(ofOther, sorted(deliveredOfOther));
    }

    @Test
    void sink_besideTheStockComponent_leavesItAsItIs() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole writer = writer(OWNER, orders);
        LocalStream ours = stream(DEPLOYMENT);
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("kinesis.account", "acme");
            Kinesis2Component stock = context.getComponent("aws2-kinesis", Kinesis2Component.class);
            point(stock.getConfiguration());
            KinesisComponent forKamelets = context.getComponent("kinesis-routes", KinesisComponent.class);
            point(forKamelets.getConfiguration());
            forKamelets.setStsUriEndpointOverride(aws.endpoint().toString());
            context.addRoutes(sendTo("kamelet:kinesis-sink?stream=orders&roleArn=" + writer.arn()));
            context.addRoutes(route("direct:stock", "aws2-kinesis:orders"));
            context.start();

            context.createProducerTemplate().sendBody("direct:in", "{\"n\":1}");
            context.createProducerTemplate()
                    .sendBodyAndHeader("direct:stock", "of the application", KinesisHeaders.PARTITION_KEY, "k");

            assertSame(stock, context.getComponent("aws2-kinesis"));
            assertEquals(Kinesis2Component.class, stock.getClass());
            assertEquals(1, stock.getConfiguration().getMaxResultsPerRequest());
            assertTrue(context.getRegistry().findByType(KinesisComponent.class).isEmpty());
        }
        assertEquals(List.of("{\"n\":1}"), texts(orders));
        assertEquals(List.of("of the application"), texts(ours));
    }

    private void point(Kinesis2Configuration configuration) {
        LocalCredentials own = own();
        configuration.setOverrideEndpoint(true);
        configuration.setUriEndpointOverride(aws.endpoint().toString());
        configuration.setRegion("eu-west-1");
        configuration.setAccessKey(own.accessKeyId());
        configuration.setSecretKey(own.secretAccessKey());
    }

    @Test
    void source_withoutConsumerName_keepsItsPositionsUnderTheIdOfTheRoute(@TempDir Path directory) throws Exception {
        LocalStream orders = stream(DEPLOYMENT);
        put(orders, 0, 5);

        readFive(directory, "");
        put(orders, 5, 10);
        readFive(directory, "");

        assertEquals(List.of("from-orders@orders.json"), checkpoints(directory));
        assertEquals(10, Set.copyOf(delivered).size());
        assertEquals(10, delivered.size());
    }

    @Test
    void source_withConsumerName_keepsItsPositionsUnderIt(@TempDir Path directory) throws Exception {
        put(stream(DEPLOYMENT), 0, 5);

        readFive(directory, "consumerName: orders-reader");

        assertEquals(List.of("orders-reader@orders.json"), checkpoints(directory));
    }

    private void readFive(Path directory, String parameter) throws Exception {
        int before = delivered.size();
        try (Deployment acme = acme()) {
            routes(acme.context(), """
                - route:
                    id: from-orders
                    from:
                      uri: kamelet:kinesis-source
                      parameters:
                        stream: orders
                        checkpointStore: file:%s
                        %s
                      steps:
                        - setBody:
                            simple: "${bodyAs(String)}"
                        - bean:
                            ref: delivered
                            method: add
                """.formatted(directory, parameter));
            acme.start();
            await().until(() -> delivered.size() >= before + 5);
        }
    }

    private static List<String> checkpoints(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }

    @Test
    void source_checkpointStoreByReference_isUsed() throws Exception {
        put(stream(DEPLOYMENT), 0, 5);
        MemoryStateRepository repository = new MemoryStateRepository();

        try (Deployment acme = acme()) {
            acme.context().getRegistry().bind("positions", repository);
            acme.start(collect(
                    "kamelet:kinesis-source?stream=orders&consumerName=c&checkpointStore=#positions", delivered));
            await().until(() -> delivered.size() >= 5);
        }

        assertTrue(repository.getState("c@orders") != null);
    }

    @Test
    void source_fromATimestamp_beginsThere() throws Exception {
        LocalStream orders = stream(DEPLOYMENT);
        put(orders, 0, 1);
        Instant first = orders.records().get(0).arrival();
        await().until(() -> Instant.now().isAfter(first.plusMillis(1)));
        String second = orders.put("key", bytes("{\"n\":1}")).arrival().toString();

        try (Deployment acme = acme()) {
            acme.start(collect(
                    "kamelet:kinesis-source?stream=orders&position=AT_TIMESTAMP&timestamp=" + second, delivered));
            await().until(() -> !delivered.isEmpty());
        }

        assertEquals(List.of("{\"n\":1}"), List.copyOf(delivered));
    }

    @Test
    void sink_partitionKeyInSimple_isEvaluatedForEachRecord() throws Exception {
        LocalStream orders = stream(DEPLOYMENT);

        try (Deployment acme = acme()) {
            routes(acme.context(), """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:kinesis-sink
                            parameters:
                              stream: orders
                              partitionKey: "${header.account}"
                              linger: 1
                              maxInFlight: 2
                """);
            acme.start();
            acme.template().sendBodyAndHeader("direct:in", "{}", "account", "17");
            acme.template().sendBodyAndHeader("direct:in", List.of("{}", "[]"), "account", "18");
        }

        assertEquals(
                List.of("17", "18", "18"),
                orders.records().stream()
                        .map(record -> record.partitionKey())
                        .sorted()
                        .toList());
    }
}
