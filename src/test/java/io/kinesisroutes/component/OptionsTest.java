// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.kcl.LeaseClients;
import io.kinesisroutes.kcl.Tuning;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class OptionsTest {

    private static final String STOCK = "/META-INF/org/apache/camel/component/aws2/kinesis/aws2-kinesis.json";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void bind() {
        KinesisComponent component = new KinesisComponent();
        component.setExternalId("acme");
        context.addComponent("aws2-kinesis", component);
    }

    private KinesisEndpoint endpoint(String options) {
        return context.getEndpoint("aws2-kinesis:orders?" + options, KinesisEndpoint.class);
    }

    private ConfigurationException refused(String options) {
        Throwable e = assertThrows(ResolveEndpointFailedException.class, () -> endpoint(options));
        while (!(e instanceof ConfigurationException)) {
            e = e.getCause();
        }
        return (ConfigurationException) e;
    }

    private List<String> wrongOptions(String options) {
        return refused(options).problems().stream().map(Problem::option).toList();
    }

    @Test
    void configurers_everyOptionOfTheStockComponent_isTaken() throws IOException {
        JsonNode stock;
        try (InputStream in = Kinesis2Component.class.getResourceAsStream(STOCK)) {
            stock = new JsonMapper().readTree(in);
        }
        KinesisComponent component = context.getComponent("aws2-kinesis", KinesisComponent.class);

        assertEquals(List.of(), missing(stock.path("componentProperties"), component.getComponentPropertyConfigurer()));
        assertEquals(List.of(), missing(stock.path("properties"), component.getEndpointPropertyConfigurer()));
    }

    private static List<String> missing(JsonNode options, PropertyConfigurer configurer) {
        assertTrue(options.size() > 20, options::toString);
        return options.properties().stream()
                .filter(option -> !option.getValue().path("kind").asText().equals("path"))
                .map(option -> option.getKey())
                .filter(name -> ((PropertyConfigurerGetter) configurer).getOptionType(name, true) == null)
                .toList();
    }

    @Test
    void endpoint_defaults_areOurs() {
        KinesisEndpoint endpoint = endpoint("");

        assertEquals(10_000, endpoint.settings().consumer().recordsPerRead());
        assertEquals(
                ShardIteratorType.TRIM_HORIZON,
                endpoint.settings().consumer().shards().start().type());
        assertTrue(endpoint.settings().connection().role().isEmpty());
    }

    @Test
    void endpoint_streamByArn_takesItsRegion() {
        KinesisEndpoint endpoint = context.getEndpoint(
                "aws2-kinesis:arn:aws:kinesis:us-east-2:111122223333:stream/orders", KinesisEndpoint.class);

        assertEquals("orders", endpoint.settings().stream().name());
        assertEquals("us-east-2", endpoint.settings().connection().region().id());
        assertEquals(
                "arn:aws:kinesis:us-east-2:111122223333:stream/orders",
                endpoint.settings().streamId(() -> null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,   2026-01-31T12:00:00Z",
        "1769860800000,          2026-01-31T12:00:00Z",
        "1769860800.5,           2026-01-31T12:00:00.500Z",
        "1.7698608E9,            2026-01-31T12:00:00Z",
    })
    void endpoint_timestampInTheStockForms_isRead(String text, Instant expected) {
        KinesisEndpoint endpoint = endpoint("iteratorType=AT_TIMESTAMP&messageTimestamp=" + text);

        assertEquals(expected, endpoint.settings().consumer().shards().start().timestamp());
    }

    @Test
    void endpoint_mistakes_areNamedByTheirOption() {
        assertEquals(List.of("messageTimestamp"), wrongOptions("iteratorType=AT_TIMESTAMP"));
        assertEquals(List.of("messageTimestamp"), wrongOptions("iteratorType=AT_TIMESTAMP&messageTimestamp=soon"));
        assertEquals(List.of("sequenceNumber", "shardId"), wrongOptions("iteratorType=AFTER_SEQUENCE_NUMBER"));
        assertEquals(List.of("maxResultsPerRequest"), wrongOptions("maxResultsPerRequest=10001"));
        assertEquals(List.of("maxResultsPerRequest"), wrongOptions("maxResultsPerRequest=many"));
        assertEquals(List.of("shardMonitorInterval"), wrongOptions("shardMonitorInterval=0"));
        assertEquals(List.of("deliveryTimeoutMillis"), wrongOptions("deliveryTimeoutMillis=0"));
        assertEquals(List.of("secretKey"), wrongOptions("accessKey=AKIAEXAMPLE"));
        assertEquals(
                List.of("uriEndpointOverride"),
                wrongOptions("overrideEndpoint=true&uriEndpointOverride=http://aws.example"));
        assertEquals(List.of("roleArn"), wrongOptions("region=cn-north-1&roleArn=arn:aws:iam::111122223333:role/R"));
        assertEquals(List.of("neitherThis", "noSuchOption"), wrongOptions("noSuchOption=1&neitherThis=2"));
        assertEquals(List.of("external-id"), wrongOptions("external-id=other"));
        assertEquals(List.of("profileCredentialsName"), wrongOptions("profileCredentialsName=partner"));
        assertEquals(List.of("sessionToken"), wrongOptions("useSessionCredentials=true"));
        assertEquals(List.of("sessionToken"), wrongOptions("sessionToken=t0ken"));
        assertEquals(List.of("overrideEndpoint"), wrongOptions("uriEndpointOverride=https://aws.example"));
        assertEquals(List.of("uriEndpointOverride"), wrongOptions("overrideEndpoint=true"));
        assertEquals(List.of("proxyPort"), wrongOptions("proxyHost=proxy.internal"));
        assertEquals(List.of("proxyHost"), wrongOptions("proxyHost=a b&proxyPort=1"));
        assertEquals(List.of("checkpointStore"), wrongOptions("checkpointStore=somewhere"));
        assertEquals(List.of("maxInFlight"), wrongOptions("maxInFlight=0"));
        assertEquals(List.of("recordsPerExchange"), wrongOptions("recordsPerExchange=10001"));
        assertEquals(List.of("maxReadsPerSecond"), wrongOptions("maxReadsPerSecond=6"));
        assertEquals(List.of("shardConcurrency"), wrongOptions("shardConcurrency=0"));
        assertEquals(List.of("checkpointIntervalMillis"), wrongOptions("checkpointIntervalMillis=0"));
    }

    @Test
    void shared_ownNames_areTheOptionsOfTheLeases() {
        LeaseSettings lease = endpoint(
                        "useKclConsumers=true&consumerName=orders-reader&fanOut=true&kclTuning=aggressive"
                                + "&kclDisableCloudwatchMetricsExport=false")
                .settings()
                .consumer()
                .lease();

        assertEquals(new LeaseSettings("orders-reader", true, Tuning.AGGRESSIVE, true), lease);
    }

    @Test
    void shared_stockNames_areEnough() {
        ConsumerSettings consumer = endpoint("useKclConsumers=true&applicationName=orders")
                .settings()
                .consumer();

        assertEquals(new LeaseSettings("orders", false, Tuning.MODERATE, false), consumer.lease());
        assertEquals("orders", consumer.nameOr("some-route"));
    }

    @Test
    void shared_componentsCheckpointStore_isForTheOthers() {
        context.getComponent("aws2-kinesis", KinesisComponent.class).setCheckpointStore("file:elsewhere");

        assertEquals(
                "orders",
                endpoint("useKclConsumers=true&consumerName=orders")
                        .settings()
                        .consumer()
                        .lease()
                        .name());
    }

    @Test
    void sole_whatTheRoutesAlwaysSay_isNoMistake() {
        assertEquals(
                null,
                endpoint("useKclConsumers=false&fanOut=false&kclTuning=moderate&consumerName=")
                        .settings()
                        .consumer()
                        .lease());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "useKclConsumers=true | consumerName: is missing: the processes that share a stream find each other in the"
                        + " DynamoDB table of that name. Example: consumerName=orders-reader, the same in each of them. What"
                        + " is written only needs no useKclConsumers",
                "useKclConsumers=true&consumerName=my orders | consumerName: 'my orders' is not 3 to 255 letters, digits or"
                        + " any of _ . -, as the name of a DynamoDB table must be. Example: consumerName=orders-reader",
                "useKclConsumers=true&applicationName=me | applicationName: 'me' is not 3 to 255 letters, digits or any of _"
                        + " . -, as the name of a DynamoDB table must be. Example: applicationName=orders-reader",
                "useKclConsumers=true&consumerName=one&applicationName=two | applicationName: 'two' is not the consumerName,"
                        + " 'one', and both are the name of the lease table. Leave applicationName away",
                "useKclConsumers=true&consumerName=one&shardId=shardId-000000000000 | shardId: 'shardId-000000000000' does not"
                        + " go with useKclConsumers=true, which shares all shards among the processes. Leave one of the two"
                        + " away",
                "useKclConsumers=true&consumerName=one&checkpointStore=file:here | checkpointStore: 'file:here' does not go"
                        + " with useKclConsumers=true, which keeps the positions in the lease table. Leave one of the two"
                        + " away",
                "useKclConsumers=true&consumerName=one&iteratorType=AT_SEQUENCE_NUMBER&sequenceNumber=7 | iteratorType:"
                        + " 'AT_SEQUENCE_NUMBER' does not go with useKclConsumers=true: a sequence number belongs to one"
                        + " shard. Example: iteratorType=AT_TIMESTAMP&messageTimestamp=2026-01-31T12:00:00Z",
                "useKclConsumers=true&consumerName=one&iteratorType=AFTER_SEQUENCE_NUMBER | iteratorType:"
                        + " 'AFTER_SEQUENCE_NUMBER' does not go with useKclConsumers=true: a sequence number belongs to one"
                        + " shard. Example: iteratorType=AT_TIMESTAMP&messageTimestamp=2026-01-31T12:00:00Z",
                "fanOut=true | fanOut: 'true' has no effect without useKclConsumers=true. Set both, or none",
                "kclTuning=aggressive | kclTuning: 'aggressive' has no effect without useKclConsumers=true. Set both, or none",
                "useKclConsumers=true&consumerName=one&kclTuning=fast | kclTuning: 'fast' is neither moderate nor aggressive."
                        + " Leave it away for moderate",
            })
    void shared_oneMistake_isToldWithWhatToDo(String options, String expected) {
        ConfigurationException e = refused(options);

        assertEquals(1, e.problems().size(), e::getMessage);
        assertEquals(expected, e.problems().get(0).toString());
    }

    @Test
    void shared_severalMistakes_areToldAtOnce() {
        assertEquals(
                List.of("consumerName", "shardId", "checkpointStore", "iteratorType"),
                wrongOptions("useKclConsumers=true&shardId=shardId-000000000000&checkpointStore=file:here"
                        + "&iteratorType=AT_SEQUENCE_NUMBER"));
    }

    @Test
    void shared_fanOutNameThatAStreamDoesNotTake_isRefused() {
        String name = "n".repeat(129);

        assertEquals(
                name,
                endpoint("useKclConsumers=true&consumerName=" + name)
                        .settings()
                        .consumer()
                        .name());
        assertEquals(
                "consumerName: '" + name
                        + "' has 129 characters, and a stream takes consumers with 128 at most. Example:"
                        + " consumerName=orders-reader",
                refused("useKclConsumers=true&fanOut=true&consumerName=" + name)
                        .problems()
                        .get(0)
                        .toString());
    }

    @Test
    void shared_suppliedClients_areThoseThatDoNotBlock() {
        String shared = "useKclConsumers=true&consumerName=orders&";
        try (KinesisClient blocking = KinesisClient.builder()
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build();
                KinesisAsyncClient async = KinesisAsyncClient.builder()
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            context.getRegistry().bind("blocking", blocking);
            context.getRegistry().bind("async", async);

            assertEquals(
                    "amazonKinesisClient: does not go with useKclConsumers=true, which needs a client that does not block."
                            + " Set amazonKinesisAsyncClient instead, or leave it away",
                    refused(shared + "region=eu-west-1&amazonKinesisClient=#blocking")
                            .problems()
                            .get(0)
                            .toString());
            assertEquals(
                    "region: is missing: the lease table is in the region of the stream, and only amazonKinesisAsyncClient"
                            + " knows which it is. Example: eu-west-1, or supply a dynamoDbAsyncClient too",
                    refused(shared + "amazonKinesisAsyncClient=#async")
                            .problems()
                            .get(0)
                            .toString());
            KinesisEndpoint endpoint = endpoint(shared + "region=eu-west-1&amazonKinesisAsyncClient=#async");
            try (StreamConnection connection = StreamConnection.open(endpoint)) {
                LeaseClients clients = connection.leaseClients();
                assertSame(async, clients.kinesis());
                assertEquals(
                        Region.EU_WEST_1,
                        clients.dynamoDb().serviceClientConfiguration().region());
                assertNull(clients.cloudWatch());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamoDbUriEndpointOverride", "cloudWatchUriEndpointOverride", "stsUriEndpointOverride"})
    void component_endpointThatIsNeitherEncryptedNorHere_isRefused(String option) throws Exception {
        KinesisComponent component = context.getComponent("aws2-kinesis", KinesisComponent.class);
        component.getComponentPropertyConfigurer().configure(context, component, option, "http://aws.example", true);

        assertEquals(
                option + ": 'http://aws.example' is neither https nor on this machine. Example:"
                        + " https://kinesis.internal:443",
                refused("region=eu-west-1").problems().get(0).toString());
    }

    @Test
    void endpoint_pathToSomethingElse_isRefusedAndChangesNothing() {
        for (String option : List.of(
                "component.externalId=victim",
                "component.stsUriEndpointOverride=https://sts.evil",
                "component.configuration.secretKey=s3cr3t-value",
                "configuration.sessionToken=s3cr3t-value",
                "configuration[secretKey]=s3cr3t-value",
                "component[externalId]=victim",
                "schedulerProperties[externalId]=victim",
                "camelContext.name=other")) {
            ConfigurationException e = refused(option);

            assertEquals(1, e.problems().size(), e::getMessage);
            assertFalse(e.getMessage().contains("s3cr3t-value"), e.getMessage());
        }
        KinesisComponent component = context.getComponent("aws2-kinesis", KinesisComponent.class);
        assertEquals("acme", component.getExternalId());
        assertEquals(null, component.getStsUriEndpointOverride());
        assertEquals(null, component.getConfiguration().getSecretKey());
    }

    @Test
    void endpoint_suppliedClientBesideAnotherIdentity_isRefused() {
        try (KinesisClient client = KinesisClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            context.getRegistry().bind("mine", client);
            String role = "arn:aws:iam::111122223333:role/R";

            assertEquals(List.of("amazonKinesisClient"), wrongOptions("amazonKinesisClient=#mine&roleArn=" + role));
            assertEquals(
                    List.of("amazonKinesisClient"),
                    wrongOptions("amazonKinesisClient=#mine&accessKey=AKIA&secretKey=secret"));
            assertEquals(
                    null,
                    endpoint("region=eu-west-1").getConfiguration().getAmazonKinesisClient(),
                    "one that merely stands in the registry is not taken");
        }
    }

    @Test
    void error_withSecretsAmongTheOptions_showsNone() {
        ConfigurationException e =
                refused("region=nowhere&accessKey=AKIAHIDDEN&secretKey=RAW(s3cr3t-value)&sessionTokn=t0ken-value");
        StringWriter text = new StringWriter();
        assertThrows(
                        ResolveEndpointFailedException.class,
                        () -> endpoint("region=nowhere&accessKey=AKIAHIDDEN&secretKey=RAW(s3cr3t-value)"))
                .printStackTrace(new PrintWriter(text));

        assertEquals(
                List.of("region", "sessionTokn"),
                e.problems().stream().map(Problem::option).sorted().toList());
        assertFalse(e.getMessage().contains("s3cr3t-value"), e.getMessage());
        assertFalse(e.getMessage().contains("t0ken-value"), e.getMessage());
        assertFalse(text.toString().contains("s3cr3t-value"), text.toString());
    }

    @Test
    void settings_withSecrets_showNoneInTheirText() {
        KinesisEndpoint endpoint =
                endpoint("region=eu-west-1&accessKey=AKIAHIDDEN&secretKey=RAW(s3cr3t-value)&sessionToken=RAW(t0ken)");

        String text = endpoint.settings().toString();

        assertFalse(text.contains("s3cr3t-value") || text.contains("t0ken"), text);
        assertTrue(text.contains("AKIAHIDDEN"), text);
    }
}
