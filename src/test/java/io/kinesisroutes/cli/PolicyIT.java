// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.component.Deployment;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.stream.IssuedIterator;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Whether the printed policies are enough, and no action of them too many, on a local AWS that enforces them. */
class PolicyIT extends PolicyFixture {

    private static final String SHARD = "shardId-000000000000";

    @Test
    void policies_asPrinted_carryARoute() throws Exception {
        assertRouteCarries(20);
    }

    @Test
    void policies_asPrintedWithTheKeys_carryARouteBetweenEncryptedStreams() throws Exception {
        accounts.source().encrypt(SOURCE_KEY);
        accounts.sink().encrypt(SINK_KEY);
        reader.permissionPolicies(print("permissions", "source", "--kms-key", SOURCE_KEY));
        writer.permissionPolicies(print("permissions", "sink", "--kms-key", SINK_KEY));

        assertRouteCarries(20);
    }

    @Test
    void source_oneActionRemoved_failsByItsName() {
        assertEachActionIsNeeded(Side.SOURCE, reader, print("permissions", "source"), 4);
    }

    @Test
    void source_encryptedAndOneActionRemoved_failsByItsName() {
        accounts.source().encrypt(SOURCE_KEY);

        assertEachActionIsNeeded(Side.SOURCE, reader, print("permissions", "source", "--kms-key", SOURCE_KEY), 5);
    }

    @Test
    void sink_oneActionRemoved_failsByItsName() {
        assertEachActionIsNeeded(Side.SINK, writer, print("permissions", "sink"), 3);
    }

    @Test
    void sink_encryptedAndOneActionRemoved_failsByItsName() {
        accounts.sink().encrypt(SINK_KEY);

        assertEachActionIsNeeded(Side.SINK, writer, print("permissions", "sink", "--kms-key", SINK_KEY), 4);
    }

    @Test
    void caller_withoutItsAction_isLetInNowhere() {
        deploymentAccount.user("routes", PermissionPolicies.allow("*", "kinesis:*"));

        KinesisFailure refused =
                assertThrows(KinesisFailure.class, () -> ask(Side.SOURCE, "acme", KinesisApi::listShards));

        assertTrue(refused.getMessage().contains("sts:AssumeRole"), refused.getMessage());
    }

    @Test
    void trust_asPrinted_refusesEveryOtherAccountName() {
        assertLetsIn(Side.SOURCE, List.of("acme"), List.of("beta", "ACME", "acme-2"));
    }

    @Test
    void trust_severalAccountNames_letsEachInAndNoOther() {
        reader.trustPolicy(print("trust", "source", "--account", "acme,beta", "--account=gamma"));

        assertLetsIn(Side.SOURCE, List.of("acme", "beta", "gamma"), List.of("delta", "acme,beta"));
    }

    @Test
    void trust_oneUserOfTheDeployment_letsNoOtherIn() {
        reader.trustPolicy(print("trust", "source", "--principal", deployment.arn()));
        assertLetsIn(Side.SOURCE, List.of("acme"), List.of("beta"));

        reader.trustPolicy(print("trust", "source", "--principal=arn:aws:iam::999988887777:user/somebody-else"));
        assertLetsIn(Side.SOURCE, List.of(), List.of("acme"));
    }

    @Test
    void principal_notGiven_isTheAccountThatStsNames() {
        assertTrue(
                print("trust", "source").contains("\"AWS\": \"arn:aws:iam::999988887777:root\""),
                print("trust", "source"));
    }

    @Test
    void permissions_withoutARole_areOnTheStreamOfTheOwnAccount() {
        assertTrue(print("permissions", "source", "-psource.aws.credentials.role.arn=")
                .contains("\"arn:aws:kinesis:eu-west-1:999988887777:stream/earthquakes\""));
    }

    @Test
    void chain_asPrinted_reachesTheStreamThroughEachRole() {
        String roles = "arn:aws:iam::444455556666:role/Hop," + reader.arn();
        String chain = "-psource.aws.credentials.role.arn=" + roles;
        List<String> trust = documents(print("trust", "source", "--json", chain));
        List<String> permissions = documents(print("permissions", "source", "--json", chain));
        sinkOwner.role("Hop", trust.get(0), permissions.get(0));
        sourceOwner.role("EarthquakesReader", trust.get(1), permissions.get(1));
        deploymentAccount.user("routes", print("caller", "source", chain));

        Map<String, String> throughBoth = Map.of("source.aws.credentials.role.arn", roles);
        assertEquals(4, ask(Side.SOURCE, throughBoth, KinesisApi::listShards).size());
    }

    private static List<String> documents(String json) {
        return PrettyJson.parse(json).findValues("document").stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void sts_notReached_asksForThePrincipal() {
        try (LocalAws gone = LocalAws.start()) {
            String closed = gone.endpoint().toString();
            gone.close();
            CommandRun run = CommandRun.of(
                    "policy",
                    "trust",
                    "source",
                    "-pcamel.component.aws2-kinesis.stsUriEndpointOverride=" + closed,
                    "-pcamel.component.aws2-kinesis.accessKey=AKIAEXAMPLE",
                    "-pcamel.component.aws2-kinesis.secretKey=not-told-to-anybody");

            assertEquals(2, run.exitCode());
            assertTrue(run.err().contains("--principal: is not given, and STS does not say"), run.err());
            assertTrue(run.err().contains("Give it: --principal 999988887777"), run.err());
            assertTrue(!run.screen().contains("not-told-to-anybody"), run.err());
        }
    }

    private void assertRouteCarries(int records) throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-kinesis:earthquakes?region=eu-west-1&roleArn=" + reader.arn())
                        .to("aws2-kinesis:earthquakes-checked?region=us-east-1&roleArn=" + writer.arn());
            }
        };
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        IntStream.range(0, records).forEach(i -> accounts.source().put("key-" + i, body));
        AwsBasicCredentials own = AwsBasicCredentials.create(deployment.accessKeyId(), deployment.secretAccessKey());

        try (Deployment acme = new Deployment(aws.endpoint(), "acme", own).start(route)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> accounts.sink().recordCount() == records);
        }

        assertEquals(List.of(), aws.calls().list(call -> call.errorCode() != null));
    }

    private void assertEachActionIsNeeded(Side side, LocalRole role, String policy, int actions) {
        role.permissionPolicies(policy);
        Map<String, Consumer<KinesisApi>> calls = calls(side, policy);
        assertEquals(actions, calls.size());
        assertEquals(calls.keySet(), Set.copyOf(actions(policy)));
        calls.forEach((action, call) -> assertEquals("done", result(side, call), action));

        calls.forEach((action, call) -> {
            role.permissionPolicies(without(action, policy));
            String refused = result(side, call);
            assertTrue(refused.contains(action), action + " removed: " + refused);
            assertTrue(refused.contains("AccessDeniedException"), action + " removed: " + refused);
        });
    }

    /** For each action a call that needs it. */
    private Map<String, Consumer<KinesisApi>> calls(Side side, String policy) {
        Map<String, Consumer<KinesisApi>> calls = new LinkedHashMap<>();
        calls.put("kinesis:ListShards", KinesisApi::listShards);
        calls.put("kinesis:DescribeStreamSummary", KinesisApi::summary);
        if (side == Side.SINK) {
            calls.put("kinesis:PutRecords", PolicyIT::put);
            calls.put("kms:GenerateDataKey", PolicyIT::put);
        } else {
            String iterator = ask(Side.SOURCE, "acme", PolicyIT::iterator).value();
            calls.put("kinesis:GetShardIterator", PolicyIT::iterator);
            calls.put("kinesis:GetRecords", api -> api.records(iterator, 10));
            calls.put("kms:Decrypt", api -> api.records(iterator, 10));
        }
        calls.keySet().retainAll(actions(policy));
        return calls;
    }

    private String result(Side side, Consumer<KinesisApi> call) {
        return ask(side, "acme", api -> {
            try {
                call.accept(api);
                return "done";
            } catch (KinesisFailure.Refused e) {
                return e.getMessage();
            }
        });
    }

    private void assertLetsIn(Side side, List<String> accountNames, List<String> others) {
        for (String name : accountNames) {
            assertEquals(4, ask(side, name, KinesisApi::listShards).size(), name);
        }
        for (String name : others) {
            KinesisFailure refused =
                    assertThrows(KinesisFailure.Refused.class, () -> ask(side, name, KinesisApi::listShards), name);
            assertTrue(refused.getMessage().contains("AccessDenied"), refused.getMessage());
        }
    }

    private static IssuedIterator iterator(KinesisApi api) {
        return api.shardIterator(
                SHARD,
                StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build());
    }

    private static void put(KinesisApi api) {
        PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
                .partitionKey("a")
                .data(SdkBytes.fromUtf8String("{}"))
                .build();
        api.putRecords(List.of(entry), Duration.ofSeconds(30));
    }
}
