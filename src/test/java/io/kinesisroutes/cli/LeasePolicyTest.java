// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the policy commands print and compare for a source that shares its stream with other processes; nobody asks AWS. */
class LeasePolicyTest extends PolicyRuns {

    private static final String ACCOUNT = "--own-account=999988887777";
    private static final String SHARED = "-psource.shared=true";
    private static final String NAME = "-psource.consumer=acme-orders";
    private static final String FAN_OUT = "-psource.fan-out=true";
    private static final String METRICS = "-pcamel.component.aws2-kinesis.kclDisableCloudwatchMetricsExport=false";
    private static final String NO_ROLE = "-psource.aws.credentials.role.arn=";
    private static final String ARN = "-psource.stream=arn:aws:kinesis:eu-west-1:999988887777:stream/orders";

    private final Golden golden = new Golden();

    @TempDir
    private Path directory;

    @Test
    void caller_sharedSource_mayAlsoKeepItsLeases() {
        golden.check("policy-caller-shared", screen("caller", "source", ACCOUNT, SHARED, NAME));
    }

    @Test
    void caller_metricsOn_maySendThemUnderTheNameOfTheConsumerOnly() {
        JsonNode statement =
                statements("caller", "source", ACCOUNT, SHARED, NAME, METRICS).get(4);

        assertEquals("\"cloudwatch:PutMetricData\"", statement.get("Action").toString());
        assertEquals("\"*\"", statement.get("Resource").toString());
        assertEquals(
                "{\"StringEquals\":{\"cloudwatch:namespace\":\"acme-orders\"}}",
                statement.get("Condition").toString());
    }

    @Test
    void caller_sourceWithoutARole_isAllowedAllInOnePolicy() {
        golden.check(
                "policy-caller-shared-own",
                screen("caller", "source", ACCOUNT, SHARED, NAME, NO_ROLE, ARN, FAN_OUT, METRICS));
        assertEquals(
                statements("caller", "source", ACCOUNT, SHARED, NAME, NO_ROLE, ARN, FAN_OUT),
                statements("permissions", "source", ACCOUNT, SHARED, NAME, NO_ROLE, ARN, FAN_OUT));
    }

    @Test
    void caller_otherPartition_isTheRegions() {
        JsonNode statements = statements(
                "caller",
                "source",
                ACCOUNT,
                SHARED,
                NAME,
                "-psource.aws.region=cn-north-1",
                "-psource.aws.credentials.role.arn=arn:aws-cn:iam::111122223333:role/Reader");

        assertEquals(
                "arn:aws-cn:dynamodb:cn-north-1:999988887777:table/acme-orders",
                statements.at("/1/Resource").asText());
    }

    @Test
    void caller_sinkOnly_hasNoLeases() {
        assertEquals(
                "AssumeRole",
                statements("caller", "sink", SHARED, NAME).get("Sid").asText());
    }

    @Test
    void permissions_sharedSource_areThoseOfTheRoleAsBefore() {
        CommandRun run = policy("permissions", "source", SHARED, NAME);

        assertEquals(policy("permissions", "source").out(), run.out());
        assertTrue(
                run.err().contains("Note: the source is shared, and its lease table is this deployment's own"),
                run.err());
    }

    @Test
    void permissions_fanOut_mayRegisterAndSubscribeThisConsumerOnly() {
        golden.check("policy-permissions-fan-out", screen("permissions", "source", SHARED, NAME, FAN_OUT));
    }

    @Test
    void role_fanOut_isAThingThatTheOwnerCanApply() {
        golden.check("policy-role-fan-out", screen("role", "source", PRINCIPAL, SHARED, NAME, FAN_OUT));
        golden.check(
                "policy-role-fan-out-terraform",
                screen("role", "source", "--format=terraform", PRINCIPAL, SHARED, NAME, FAN_OUT));
    }

    @Test
    void role_longestNames_hasADescriptionThatIamTakes() {
        String stream = "-psource.stream=" + "s".repeat(128);
        JsonNode template = documents(
                        "role", "source", PRINCIPAL, SHARED, "-psource.consumer=" + "c".repeat(128), stream, FAN_OUT)
                .at("/0/document/Resources/Role/Properties/Description");

        assertTrue(template.asText().length() <= 1_000, template.asText().length() + " characters");
    }

    @Test
    void diff_whatWePrint_isEqual() throws IOException {
        for (String more : List.of(SHARED, METRICS, FAN_OUT, NO_ROLE)) {
            String[] settings = {"source", SHARED, NAME, ARN, ACCOUNT, more};
            String caller = policy(with(settings, "caller")).out();
            String permissions = policy(with(settings, "permissions")).out();

            assertEquals(0, diff(caller, with(settings, "caller")).exitCode(), more);
            assertEquals(0, diff(permissions, settings).exitCode(), more);
        }
    }

    @Test
    void diff_policyOfTheAwsDocumentation_saysWhatIsTooMuch() throws IOException {
        golden.check(
                "policy-diff-caller",
                diff("""
                                {"Version": "2012-10-17",
                                 "Statement": [
                                   {"Effect": "Allow", "Action": "sts:AssumeRole",
                                    "Resource": "arn:aws:iam::111122223333:role/EarthquakesReader"},
                                   {"Effect": "Allow",
                                    "Action": ["dynamodb:CreateTable", "dynamodb:DescribeTable", "dynamodb:UpdateTable",
                                      "dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:DeleteItem",
                                      "dynamodb:Scan"],
                                    "Resource": "arn:aws:dynamodb:eu-west-1:999988887777:table/acme-orders"},
                                   {"Effect": "Allow", "Action": "dynamodb:Query",
                                    "Resource": "arn:aws:dynamodb:eu-west-1:999988887777:table/acme-orders/index/*"},
                                   {"Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*"}]}
                                """, "caller", "source", ACCOUNT, SHARED, NAME, METRICS).screen());
    }

    @Test
    void options_thatDoNotFit_areToldAtOnce() throws IOException {
        golden.check(
                "policy-problems-shared",
                policy(
                                "caller",
                                "source",
                                "--own-account=acme",
                                "--kms-key=" + KEY,
                                SHARED,
                                "-psource.consumer=a b",
                                "-psource.tuning=fast")
                        .screen());
        assertEquals(
                2,
                diff("{\"Statement\":[]}", "caller", "--role=arn:aws:iam::111122223333:role/EarthquakesReader")
                        .exitCode());
    }

    private static JsonNode statements(String... arguments) {
        JsonNode documents = documents(arguments);
        assertEquals(1, documents.size());
        assertEquals(
                1L,
                StreamSupport.stream(documents.at("/0/sides").spliterator(), false)
                        .count());
        return documents.at("/0/document/Statement");
    }

    private CommandRun diff(String policy, String... arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.json"), policy);
        return policy(with(arguments, "diff", file.toString()));
    }
}
