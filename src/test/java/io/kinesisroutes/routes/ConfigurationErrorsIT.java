// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.stream.KinesisFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One mistake at a time in application.properties, and what the user reads then. */
class ConfigurationErrorsIT {

    private final LocalAws aws = LocalAws.start();
    private final DemoAccounts accounts = new DemoAccounts(aws);

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void format_notJson_isRefusedByName() {
        assertEquals(
                "format: 'avro' is not carried: JSON is the only format. Example: json",
                onlyProblem("source.format", "avro"));
        assertEquals(
                "format: 'csv' is not carried: JSON is the only format. Example: json",
                onlyProblem("sink.format", "csv"));
    }

    @Test
    void roleArn_malformed_isShownWithAGoodOne() {
        assertEquals(
                "roleArn: 'arn:aws:iam:1111:role/Reader' is not the ARN of an IAM role."
                        + " Example: arn:aws:iam::111122223333:role/OrdersReader",
                onlyProblem("source.aws.credentials.role.arn", "arn:aws:iam:1111:role/Reader"));
    }

    @Test
    void account_outsideTheGrammarOfAnExternalId_isRefused() {
        String wrong = " is not 2 to 1224 letters, digits or any of _ + = , . @ : / -. Example: kinesis.account=acme";

        assertEquals("externalId: 'a'" + wrong, onlyProblem("kinesis.account", "a"));
        assertEquals("externalId: 'acme corp'" + wrong, onlyProblem("kinesis.account", "acme corp"));
        assertEquals("externalId: 'acme*'" + wrong, onlyProblem("kinesis.account", "acme*"));
        assertTrue(onlyProblem("kinesis.account", "a".repeat(1225)).endsWith(wrong));
    }

    @Test
    void account_missing_isAskedForWhereARoleIsAssumed() {
        assertEquals(
                "externalId: is not set on the component, and a role is assumed with it only. Set the deployment's"
                        + " account name once: kinesis.account=acme in application.properties, or"
                        + " KinesisComponent.setExternalId(\"acme\")",
                onlyProblem("kinesis.account", ""));
    }

    @Test
    void externalId_onAnEndpoint_isRefusedWithTheReason() {
        String problem = onlyProblem("dead-letter.uri", "aws2-kinesis:dead-letters?region=eu-west-1&externalId=other");

        assertTrue(problem.startsWith("externalId: 'other' is set on an endpoint."), problem);
        assertTrue(problem.contains("the confused deputy"), problem);
    }

    @Test
    void region_unknown_isRefused() {
        assertEquals(
                "region: 'eu-west-9' is not an AWS region. Example: eu-west-1",
                onlyProblem("source.aws.region", "eu-west-9"));
    }

    @Test
    void stream_noName_isAskedFor() {
        assertEquals(
                "streamName: is missing. Example: orders, or arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
                onlyProblem("source.stream", ""));
    }

    @Test
    void stream_badName_isRefused() {
        assertEquals(
                "streamName: 'my orders' is neither the name nor the ARN of a stream."
                        + " Example: orders, or arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
                onlyProblem("source.stream", "my orders"));
    }

    @Test
    void stream_doesNotExist_isNamedWithWhoLooked() {
        accounts.source().delete();

        KinesisFailure missing = cause(KinesisFailure.NotFound.class, Map.of());

        assertTrue(missing.getMessage().contains("earthquakes"), missing.getMessage());
        assertTrue(missing.getMessage().contains("role/EarthquakesReader"), missing.getMessage());
        assertTrue(missing.getMessage().contains("eu-west-1"), missing.getMessage());
    }

    @Test
    void schema_notASchema_isRefused(@TempDir Path directory) throws IOException {
        Path number = Files.writeString(directory.resolve("number.json"), "7");
        Path wrongType = Files.writeString(directory.resolve("type.json"), "{\"type\":\"objekt\"}");
        Path notJson = Files.writeString(directory.resolve("text.json"), "type: object");

        assertTrue(onlyProblem("source.schema", "file:" + number).contains("is JSON but not a JSON Schema"));
        assertTrue(onlyProblem("source.schema", "file:" + wrongType).contains("is JSON but not a JSON Schema"));
        assertTrue(onlyProblem("source.schema", "file:" + notJson).contains("is not JSON"));
    }

    @Test
    void schema_fileThatIsNotThere_isSearchedFromWhereWeAre() {
        String problem = onlyProblem("source.schema", "file:schemas/nowhere.json");

        assertTrue(problem.startsWith("schema: 'file:schemas/nowhere.json' is not there (looked from "), problem);
    }

    @Test
    void sharedSource_itsSettings_reachTheEndpoint() {
        assertTrue(onlyProblem("source.shared", "true").startsWith("consumerName: is missing"));
        assertTrue(onlyProblem("source.fan-out", "true").startsWith("fanOut: 'true' has no effect"));
        assertTrue(onlyProblem("source.tuning", "fast").startsWith("kclTuning: 'fast' is neither"));
        ConfigurationException e =
                cause(ConfigurationException.class, Map.of("source.shared", "true", "source.consumer", "no/name"));
        assertEquals("no/name", e.problems().get(0).value(), e.getMessage());
    }

    @Test
    void endpoint_severalMistakes_areToldAtOnce() {
        ConfigurationException e = cause(
                ConfigurationException.class,
                Map.of(
                        "source.format", "avro",
                        "source.aws.region", "eu-west-9",
                        "source.position", "YESTERDAY",
                        "source.aws.credentials.role.arn", "reader",
                        "kinesis.account", "?"));

        assertEquals(
                List.of("iteratorType", "format", "region", "roleArn", "externalId"),
                e.problems().stream().map(Problem::option).toList(),
                e.getMessage());
    }

    private String onlyProblem(String name, String value) {
        List<Problem> problems =
                cause(ConfigurationException.class, Map.of(name, value)).problems();
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0).toString();
    }

    private <T extends Throwable> T cause(Class<T> type, Map<String, String> settings) {
        try (RouteApplication application = new RouteApplication(aws, accounts.deployment(), settings)) {
            Throwable e = assertThrows(Exception.class, application::start);
            while (!type.isInstance(e)) {
                assertTrue(e.getCause() != null, "no " + type.getSimpleName() + " but " + e);
                e = e.getCause();
            }
            return type.cast(e);
        }
    }
}
