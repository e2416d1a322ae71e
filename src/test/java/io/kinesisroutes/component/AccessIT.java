// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalAwsOptions;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.PermissionPolicies;
import io.kinesisroutes.local.TrustPolicies;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Roles, ExternalIds and sessions, with the real SDK against a local AWS that enforces them. */
class AccessIT extends AccessFixture {

    @Test
    void send_rightExternalId_isStoredInTheOwnersStream() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, WRITE);

        try (Deployment acme = new Deployment(aws, "acme", own()).start()) {
            acme.template().sendBody(uri(role), "{}");
        }

        assertEquals(List.of("{}"), texts(orders));
        assertEquals(
                1,
                aws.calls().count(call -> call.operation().equals("AssumeRole") && "acme".equals(call.externalId())));
    }

    @Test
    void start_wrongExternalId_failsAndSaysWhatBothAccountsCanDo() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, WRITE);

        try (Deployment beta = new Deployment(aws, "beta", own()).start()) {
            KinesisFailure refused = refused(beta, sendTo(uri(role)));

            String text = refused.getMessage();
            assertTrue(text.contains("role:        " + role.arn()), text);
            assertTrue(text.contains("ExternalId:  beta"), text);
            assertTrue(text.contains("arn:aws:iam::999988887777:user/deployment, AWS account 999988887777"), text);
            assertTrue(text.contains("\"Principal\":{\"AWS\":\"arn:aws:iam::999988887777:root\"}"), text);
            assertTrue(text.contains("\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"beta\"}}"), text);
        }
        assertEquals(List.of(), texts(orders));
    }

    @Test
    void assumeRole_missingExternalId_isRefusedByTheRoleAndNeverSentByUs() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, WRITE);

        try (StsClient sts = StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(own().provider())
                .build()) {
            StsException refused = assertThrows(
                    StsException.class,
                    () -> sts.assumeRole(request -> request.roleArn(role.arn()).roleSessionName("no-external-id")));
            assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
        }
        aws.calls().clear();
        try (Deployment nameless = new Deployment(aws, null, own()).start()) {
            Exception e =
                    assertThrows(Exception.class, () -> nameless.template().sendBody(uri(role), "{}"));
            assertTrue(rootMessage(e).contains("externalId: is not set on the component"), rootMessage(e));
        }
        assertEquals(0, aws.calls().list().size());
    }

    @Test
    void send_trustPolicyWithSeveralAccountNames_letsEachInAndNoOther() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme", "beta"), orders, WRITE);

        for (String accountName : List.of("acme", "beta")) {
            try (Deployment deployment = new Deployment(aws, accountName, own()).start()) {
                deployment.template().sendBody(uri(role), accountName);
            }
        }
        try (Deployment gamma = new Deployment(aws, "gamma", own()).start()) {
            refused(gamma, sendTo(uri(role)));
        }

        assertEquals(List.of("acme", "beta"), texts(orders));
    }

    @Test
    void start_accountThatThePolicyDoesNotName_isRefused() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, WRITE);
        LocalCredentials stranger = aws.account("222233334444").user("stranger");

        try (Deployment deployment = new Deployment(aws, "acme", stranger).start()) {
            KinesisFailure refused = refused(deployment, sendTo(uri(role)));
            assertTrue(refused.getMessage().contains("AWS account 222233334444"), refused.getMessage());
        }
        assertEquals(List.of(), texts(orders));
    }

    @Test
    void start_chainRefusedAtItsFirstHop_namesThatHop() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole last = role(OWNER, TrustPolicies.allow("222233334444", "acme"), orders, WRITE);
        String first = "arn:aws:iam::222233334444:role/Hop";

        try (Deployment acme = new Deployment(aws, "acme", own()).start()) {
            String text = refused(acme, sendTo("aws2-kinesis:orders?roleArn=" + first + "," + last.arn()))
                    .getMessage();

            assertTrue(text.contains("role:        " + first + "\n"), text);
            assertTrue(text.contains("AWS account 999988887777"), text);
            assertEquals(text.indexOf("AWS says:"), text.lastIndexOf("AWS says:"), text);
        }
    }

    @Test
    void send_chainOfRoles_reachesTheStreamThroughEachOfThem() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole hop = aws.account("222233334444")
                .role("Hop", TrustPolicies.allow(DEPLOYMENT, "acme"), PermissionPolicies.allow("*", "sts:AssumeRole"));
        LocalRole last = role(OWNER, TrustPolicies.allow(hop.arn(), "acme"), orders, WRITE);

        try (Deployment acme = new Deployment(aws, "acme", own()).start()) {
            acme.template().sendBody("aws2-kinesis:orders?roleArn=" + hop.arn() + "," + last.arn(), "{}");
        }

        assertEquals(List.of("{}"), texts(orders));
    }

    @Test
    void readAndWrite_sessionsExpire_areRefreshedWithoutAFailedCall() throws Exception {
        aws.close();
        aws = LocalAws.start(LocalAwsOptions.defaults().withSessionLifetime(Duration.ofSeconds(3)));
        LocalStream orders = stream(OWNER);
        LocalStream copy = aws.account(OTHER_OWNER).createStream("eu-west-1", "copy", 2);
        LocalRole reader = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, READ);
        LocalRole writer = role(OTHER_OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), copy, WRITE);
        RouteBuilder route = route(uri(reader), "aws2-kinesis:copy?roleArn=" + writer.arn());

        try (Deployment acme = new Deployment(aws, "acme", own()).start(route)) {
            IntStream.range(0, 40).forEach(i -> {
                orders.put("key-" + i, bytes("{\"n\":" + i + "}"));
                await().atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> copy.recordCount() == i + 1);
            });
        }

        assertEquals(texts(orders), texts(copy));
        long sessions = aws.calls().count("AssumeRole");
        assertTrue(sessions > 4, "each of the two roles was assumed again: " + sessions);
        assertEquals(List.of(), aws.calls().list(call -> call.errorCode() != null));
    }
}
