// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.kcl.LeaseClients;
import java.net.URI;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** A name is held against those of the other routes before anybody is called: nothing listens where AWS should be. */
class SharedSourceTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final Deployment deployment = new Deployment(NOBODY, null, AwsBasicCredentials.create("AKIA", "secret"));

    @BeforeEach
    void takeTheName() {
        SharedNames.of(deployment.context()).claim("reader", "first", "invoices");
        deployment.context().getPropertiesComponent().addInitialProperty("kinesis.account", "acme");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private String refused(String from) {
        Exception e = assertThrows(
                Exception.class,
                () -> deployment.start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(from).routeId("second").to("mock:out");
                    }
                }));
        return KameletFixture.cause(ConfigurationException.class, e).getMessage();
    }

    @Test
    void start_nameOfAnotherRoute_isRefusedAndNamesBoth() {
        String text = refused("aws2-kinesis:orders?useKclConsumers=true&consumerName=reader");

        assertTrue(text.contains("the route 'first' of this process reads invoices already"), text);
        assertTrue(text.contains("the route 'second' would read orders"), text);
        assertThrows(
                ConfigurationException.class,
                () -> SharedNames.of(deployment.context()).claim("reader", "third", "orders"),
                "the first one has it still");
    }

    @Test
    void start_kameletWithTheNameOfAnotherRoute_isNamedByTheRouteThatReadsIt() {
        String text = refused("kamelet:kinesis-source?stream=orders&useKclConsumers=true&consumerName=reader");

        assertTrue(text.contains("the route 'second' would read orders"), text);
    }

    @Test
    void kamelet_withoutAName_isToldThatItIsMissing() {
        String text = refused("kamelet:kinesis-source?stream=orders&useKclConsumers=true&fanOut=true");

        assertTrue(text.startsWith("1 problem in the configuration of kamelet:kinesis-source:"), text);
        assertTrue(text.contains("consumerName: is missing: the processes that share a stream"), text);
    }

    @Test
    void kamelet_sharedOptions_reachTheEndpoint() throws Exception {
        deployment.context().setAutoStartup(false);
        deployment.start(AccessFixture.route(
                "kamelet:kinesis-source?stream=orders&useKclConsumers=true&consumerName=reader&fanOut=true",
                "mock:out"));

        LeaseSettings lease = deployment.context().getEndpoints().stream()
                .filter(KinesisEndpoint.class::isInstance)
                .map(endpoint ->
                        ((KinesisEndpoint) endpoint).settings().consumer().lease())
                .findFirst()
                .orElseThrow();
        assertEquals("reader", lease.name());
        assertTrue(lease.fanOut());
    }

    @Test
    void connection_allClientsSupplied_makesNoneOfItsOwn() {
        AwsCredentialsProvider nobody = AnonymousCredentialsProvider.create();
        Region region = Region.EU_WEST_1;
        try (KinesisAsyncClient kinesis = KinesisAsyncClient.builder()
                        .region(region)
                        .credentialsProvider(nobody)
                        .build();
                DynamoDbAsyncClient dynamoDb = DynamoDbAsyncClient.builder()
                        .region(region)
                        .credentialsProvider(nobody)
                        .build();
                CloudWatchAsyncClient cloudWatch = CloudWatchAsyncClient.builder()
                        .region(region)
                        .credentialsProvider(nobody)
                        .build()) {
            KinesisComponent component = new KinesisComponent(deployment.context());
            component.getConfiguration().setAmazonKinesisAsyncClient(kinesis);
            component.getConfiguration().setDynamoDbAsyncClient(dynamoDb);
            component.getConfiguration().setCloudWatchAsyncClient(cloudWatch);
            deployment.context().addComponent("supplied", component);
            KinesisEndpoint endpoint = deployment
                    .context()
                    .getEndpoint(
                            "supplied:orders?useKclConsumers=true&consumerName=reader"
                                    + "&kclDisableCloudwatchMetricsExport=false",
                            KinesisEndpoint.class);

            try (StreamConnection connection = StreamConnection.open(endpoint)) {
                connection.verifyCredentials();

                assertEquals(new LeaseClients(kinesis, dynamoDb, cloudWatch), connection.leaseClients());
                assertEquals(0, component.clients().size());
            }
        }
    }
}
