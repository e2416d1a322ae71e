// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a route in Java says of its settings before it starts. */
class KinesisToKinesisTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private void bind(String name) {
        KinesisComponent component = new KinesisComponent();
        component.setExternalId("acme");
        context.addComponent(name, component);
    }

    private static KinesisStream orders() {
        return KinesisStream.named("orders").region("eu-west-1");
    }

    private static KinesisToKinesis complete() {
        return new KinesisToKinesis("orders").source(orders()).sink(orders()).deadLetters("file:dead-letters");
    }

    private List<String> problems(KinesisToKinesis route) {
        return assertThrows(ConfigurationException.class, () -> context.addRoutes(route)).problems().stream()
                .map(Problem::option)
                .toList();
    }

    @Test
    void configure_mistakesEverywhere_areToldAtOnce() {
        bind("aws2-kinesis");

        KinesisToKinesis route = new KinesisToKinesis("orders")
                .source(orders().role("reader").with("format", "avro").with("maxInFlight", 0))
                .schema("file:schemas/nowhere.json")
                .sink(KinesisStream.named("my orders").region("eu-west-9"))
                .deadLetters("nonsense:dead-letters");

        assertEquals(
                List.of(
                        "source.format",
                        "source.roleArn",
                        "source.maxInFlight",
                        "sink.streamName",
                        "sink.region",
                        "schema",
                        "deadLetters"),
                problems(route));
        assertTrue(context.getRoutes().isEmpty());
    }

    @Test
    void configure_nothingSet_asksForWhatIsRequired() {
        bind("aws2-kinesis");

        assertEquals(List.of("source", "sink", "deadLetters"), problems(new KinesisToKinesis("orders")));
    }

    @Test
    void configure_placeholderThatNobodySet_isNamed() {
        bind("aws2-kinesis");

        ConfigurationException e = assertThrows(
                ConfigurationException.class,
                () -> context.addRoutes(complete()
                        .source(orders().role("{{reader}}").with("secretKey", "do-not-show"))
                        .schema("file:{{schemas}}/order.schema.json")));

        assertEquals(
                "2 problems in the configuration of the route 'orders':\n"
                        + "  - source.roleArn: '{{reader}}' has no value. Set the property, or give it a default:"
                        + " {{name:default}}\n"
                        + "  - schema: '{{schemas}}' has no value. Set the property, or give it a default:"
                        + " {{name:default}}",
                e.getMessage());
    }

    @Test
    void configure_stockComponent_isRefused() {
        context.addComponent("aws2-kinesis", new Kinesis2Component());

        ConfigurationException e = assertThrows(ConfigurationException.class, () -> context.addRoutes(complete()));

        assertEquals(
                "1 problem in the configuration of the route 'orders':\n"
                        + "  - component: 'aws2-kinesis' is org.apache.camel.component.aws2.kinesis.Kinesis2Component."
                        + " Before the route is added: context.addComponent(\"aws2-kinesis\", kinesis), with a"
                        + " KinesisComponent",
                e.getMessage());
    }

    @Test
    void configure_noSuchComponent_isRefused() {
        assertEquals(List.of("component"), problems(complete().component("ours")));
    }

    @Test
    void configure_externalIdOnASide_isRefused() {
        bind("aws2-kinesis");

        assertEquals(
                List.of("sink.externalId"), problems(complete().sink(orders().with("externalId", "somebody-else"))));
    }

    @Test
    void configure_settings_reachTheEndpoints() throws Exception {
        bind("ours");
        Properties properties = new Properties();
        properties.setProperty("region", "us-east-1");
        context.getPropertiesComponent().setInitialProperties(properties);
        String arn = "arn:aws:kinesis:us-east-1:111122223333:stream/orders";
        String role = "arn:aws:iam::111122223333:role/orders/Reader+1@x=y";

        context.addRoutes(complete()
                .component("ours")
                .source(KinesisStream.named(arn).region("{{region}}").role(role).with("maxInFlight", 7))
                .sink(orders().role(null).with("partitionKey", "${header.account(7)}&more=RAW(1)")));

        KinesisEndpoint source = endpoint(arn);
        KinesisEndpoint sink = endpoint("orders");
        assertEquals("us-east-1", source.connection().region().id());
        assertEquals(role, source.getRoleArn());
        assertEquals("acme", source.connection().role().orElseThrow().externalId());
        assertEquals(7, source.getMaxInFlight());
        assertEquals("${header.account(7)}&more=RAW(1)", sink.getPartitionKey());
        assertTrue(sink.connection().role().isEmpty());
    }

    private KinesisEndpoint endpoint(String stream) {
        return context.getEndpoints().stream()
                .filter(KinesisEndpoint.class::isInstance)
                .map(KinesisEndpoint.class::cast)
                .filter(endpoint -> endpoint.stream().toString().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void toString_optionsWithASecret_showsTheirNamesOnly() {
        String text = orders().with("secretKey", "do-not-show").toString();

        assertTrue(text.startsWith("orders ["), text);
        assertTrue(text.contains("secretKey"), text);
        assertFalse(text.contains("do-not-show"), text);
    }
}
