// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
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
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
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
        assertEquals(List.of("useKclConsumers"), wrongOptions("useKclConsumers=true"));
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
