// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import java.io.IOException;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Camel checks no value of a Kamelet; what the user reads who made a mistake names the property as the Kamelet does. */
class KameletErrorsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    private ConfigurationException source(String parameters) {
        return refused("kamelet:kinesis-source?" + parameters, "direct:out");
    }

    private ConfigurationException sink(String parameters) {
        return refused("direct:in", "kamelet:kinesis-sink?" + parameters);
    }

    private ConfigurationException refused(String from, String to) {
        context.getPropertiesComponent().addInitialProperty("kinesis.account", "acme");
        return KameletFixture.cause(ConfigurationException.class, assertThrows(Exception.class, () -> {
            context.addRoutes(AccessFixture.route(from, to));
            context.start();
        }));
    }

    private static String only(ConfigurationException e) {
        assertEquals(1, e.problems().size(), e::getMessage);
        return e.problems().get(0).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream=my orders                         | stream: 'my orders' is neither the name nor the ARN of a stream",
                "stream=o&region=eu-west-9                | region: 'eu-west-9' is not an AWS region",
                "stream=o&roleArn=reader                  | roleArn: 'reader' is not the ARN of an IAM role",
                "stream=o&format=avro                     | format: 'avro' is not carried: JSON is the only format",
                "stream=o&position=YESTERDAY              | position: 'YESTERDAY' is none of TRIM_HORIZON, LATEST, AT_TIMESTAMP",
                "stream=o&position=AT_SEQUENCE_NUMBER     | position: 'AT_SEQUENCE_NUMBER' is none of TRIM_HORIZON, LATEST",
                "stream=o&position=AT_TIMESTAMP           | timestamp: is missing",
                "stream=o&position=AT_TIMESTAMP&timestamp=soon | timestamp: 'soon' is not a time",
                "stream=o&checkpointStore=checkpoints     | checkpointStore: 'checkpoints' is neither file: and a directory",
                "stream=o&useKclConsumers=true            | consumerName: is missing: the processes that share a stream find",
                "stream=o&useKclConsumers=maybe           | useKclConsumers: 'maybe' is not accepted",
                "stream=o&fanOut=true                     | fanOut: 'true' has no effect without useKclConsumers=true",
                "stream=o&useKclConsumers=true&consumerName=all&checkpointStore=file:c | checkpointStore: 'file:c' does not go",
                "stream=o&maxInFlight=0                   | maxInFlight: '0' is not in 1..",
                "stream=o&maxInFlight=many                | maxInFlight: 'many' is not accepted",
                "stream=o&deadLeter=log:x                 | deadLeter: is not a property of this Kamelet",
                "stream=o&lingerMillis=1                  | lingerMillis: is not a property of this Kamelet",
                "stream=o&secretKey=s3cret                | secretKey: is not a property of this Kamelet",
                "stream=o&schema=file:nowhere.json        | schema: 'file:nowhere.json' is not there",
                "stream=o&deadLetter=nosuch:place         | deadLetter: 'nosuch:place' is not an endpoint that Camel can make",
            })
    void source_oneMistake_isNamedByTheKameletsProperty(String parameters, String expected) {
        String problem = only(source(parameters.replace("=o", "=orders").replace("=my orders", "=my%20orders")));

        assertTrue(problem.startsWith(expected), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linger=-1             | linger: '-1' is not in 0..60000",
                "linger=soon           | linger: 'soon' is not accepted",
                "maxInFlight=0         | maxInFlight: '0' is not in 1..1000",
                "maxInFlight=many      | maxInFlight: 'many' is not accepted",
                "position=LATEST       | position: is not a property of this Kamelet",
            })
    void sink_oneMistake_isNamedByTheKameletsProperty(String parameters, String expected) {
        String problem = only(sink("stream=orders&" + parameters));

        assertTrue(problem.startsWith(expected), problem);
    }

    @Test
    void source_severalMistakes_areToldAtOnce() {
        ConfigurationException e = source("stream=orders&region=eu-west-9&roleArn=reader&format=avro"
                + "&position=YESTERDAY&maxInFlight=0&consumer=c&externalId=other");

        assertEquals(
                List.of("consumer", "externalId", "format", "maxInFlight", "position", "region", "roleArn"),
                e.problems().stream().map(Problem::option).sorted().toList());
        assertTrue(
                e.getMessage().startsWith("7 problems in the configuration of kamelet:kinesis-source:"),
                e.getMessage());
    }

    @Test
    void gate_severalMistakes_areToldAtOnce() {
        ConfigurationException e =
                source("stream=orders&schema=file:nowhere.json&deadLetter=nosuch:place?password=s3cret");

        assertEquals(
                List.of("deadLetter", "schema"),
                e.problems().stream().map(Problem::option).toList());
        assertTrue(!e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void source_noStream_isAskedForByCamel() {
        Exception e = assertThrows(Exception.class, () -> {
            context.addRoutes(AccessFixture.route("kamelet:kinesis-source?region=eu-west-1", "direct:out"));
            context.start();
        });

        assertTrue(AccessFixture.rootMessage(e).contains("mandatory parameters must be provided: stream"), e::toString);
    }
}
