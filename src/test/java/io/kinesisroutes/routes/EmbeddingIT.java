// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.demo.Published;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** An application that had the stock component, a client in its registry and routes before ours came. */
class EmbeddingIT {

    private final LocalAws aws = LocalAws.start();
    private final DemoAccounts accounts = new DemoAccounts(aws);
    private final LocalCredentials theirs = aws.account("777788889999").user("their-application");
    private final LocalStream theirStream = aws.account("777788889999").createStream("eu-west-1", "theirs", 1);
    private final CloseWatch theirClient = new CloseWatch(KinesisClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(aws.endpoint())
            .credentialsProvider(theirs.provider())
            .build());
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void theirApplication() {
        context.getShutdownStrategy().setTimeout(5);
        context.getRegistry().bind("theirClient", theirClient.client());
    }

    @AfterEach
    void stop() {
        context.stop();
        aws.close();
    }

    private RouteBuilder theirRoute(String stock) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // Their way of handling errors must not become ours.
                getContext()
                        .getCamelContextExtension()
                        .setErrorHandlerFactory(deadLetterChannel("log:theirs?level=OFF"));
                from(stock
                                + ":theirs?region=eu-west-1&delay=50&iteratorType=TRIM_HORIZON&amazonKinesisClient=#theirClient")
                        .routeId("theirs")
                        .process(exchange -> received.add(exchange.getMessage().getBody(String.class)));
            }
        };
    }

    private KinesisToKinesis ourRoute(String ours) {
        return new KinesisToKinesis("ours")
                .component(ours)
                .source(KinesisStream.named("earthquakes")
                        .region("eu-west-1")
                        .role("arn:aws:iam::111122223333:role/EarthquakesReader"))
                .schema("file:schemas/earthquake.schema.json")
                .sink(KinesisStream.named("earthquakes-checked")
                        .region("us-east-1")
                        .role("arn:aws:iam::444455556666:role/EarthquakesWriter")
                        .with("deliveryTimeoutMillis", 1_000))
                .deadLetters(ours + ":dead-letters?region=eu-west-1");
    }

    private KinesisComponent ourComponent() {
        KinesisComponent component = new KinesisComponent();
        component.setExternalId("acme");
        return OnLocalAws.set(component, aws, accounts.deployment());
    }

    @ParameterizedTest
    @CsvSource({"aws2-kinesis,ours", "stock,aws2-kinesis"})
    void routes_besideStockOnes_leaveTheirClientAndRoutesAlone(String stock, String ours) throws Exception {
        Kinesis2Component stockComponent = new Kinesis2Component();
        context.addComponent(stock, stockComponent);
        context.addRoutes(theirRoute(stock));
        context.start();
        // Refused at first, for longer than the sink tries: the application's dead letter channel must not take these.
        aws.faults().on("PutRecords").stream("earthquakes-checked").times(6).fail("AccessDeniedException");
        Published published = Published.in(aws, accounts);

        context.addComponent(ours, ourComponent());
        context.addRoutes(ourRoute(ours));
        await().atMost(Duration.ofSeconds(30)).until(published::arrived);

        context.getRouteController().stopRoute("ours");
        context.removeRoute("ours");
        context.removeComponent(ours);
        assertEquals(published.cleanLedger(), published.ledger());
        theyStillWork(stock, stockComponent);
    }

    /** Their route reads on with their client, which nobody closed and nobody else used. */
    private void theyStillWork(String stock, Kinesis2Component component) {
        theirStream.put("key", "after ours".getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(10)).until(() -> received.contains("after ours"));
        assertFalse(theirClient.isClosed());
        assertSame(component, context.hasComponent(stock));
        assertSame(theirClient.client(), context.getRegistry().lookupByName("theirClient"));
        assertEquals(
                0,
                aws.calls()
                        .count(call -> theirs.arn().equals(call.principalArn())
                                && !String.valueOf(call.resource()).equals(theirStream.arn())));
        assertNull(context.getRoute("ours"));
    }
}
