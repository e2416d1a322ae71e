// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class LocalAwsStsTest {
    private static final String REGION = "eu-west-1";
    private static final String ROLE_ARN = "arn:aws:iam::444455556666:role/team/Reader";
    private final MutableClock clock = new MutableClock();
    private final TestAws aws = new TestAws(LocalAwsOptions.defaults().withClock(clock));
    private final LocalAccount deployment = aws.server().account("111122223333");
    private final LocalAccount owner = aws.server().account("444455556666");
    private final LocalCredentials app = deployment.user("app", PermissionPolicies.allow("*", "sts:AssumeRole"));
    private final StsClient sts = aws.sts(app);
    private final LocalStream stream = owner.createStream(REGION, "orders", 1);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void getCallerIdentity_withoutAnyPermission_answers() {
        StsClient nobody = aws.sts(deployment.user("nobody", PermissionPolicies.deny("*", "*")));

        var identity = nobody.getCallerIdentity();
        assertEquals("arn:aws:iam::111122223333:user/nobody", identity.arn());
        assertEquals("111122223333", identity.account());
        assertTrue(identity.userId().startsWith("AIDA"));
    }

    @Test
    void assumeRole_rightExternalId_opensTheOwnersStream() {
        reader("kinesis:*");

        AssumeRoleResponse answer = assume(r -> r.externalId("acme"));

        assertEquals(
                "arn:aws:sts::444455556666:assumed-role/Reader/worker-1",
                answer.assumedRoleUser().arn());
        assertTrue(answer.credentials().accessKeyId().startsWith("ASIA"));
        assertEquals(
                1, as(answer).listShards(r -> r.streamName("orders")).shards().size());
        Call call = aws.server()
                .calls()
                .list(c -> c.operation().equals("AssumeRole"))
                .get(0);
        assertEquals("acme", call.externalId());
        assertEquals(ROLE_ARN, call.resource());
    }

    @ParameterizedTest
    @CsvSource({"acme,true", "umbrella,true", "Acme,false", "evil,false", ",false"})
    void assumeRole_severalExternalIds_anyOfThemPasses(String externalId, boolean expected) {
        owner.role("team/Reader", TrustPolicies.allow("111122223333", "acme", "umbrella"));

        assertEquals(expected, assumes(r -> r.externalId(externalId)));
    }

    @Test
    void assumeRole_refused_isOneTextWhateverTheReason() {
        reader("kinesis:*");
        String expected = "User: arn:aws:iam::111122223333:user/app is not authorized to perform: sts:AssumeRole on"
                + " resource: " + ROLE_ARN;

        StsException wrong = assertThrows(StsException.class, () -> assume(r -> r.externalId("evil")));
        assertEquals(expected, wrong.awsErrorDetails().errorMessage());
        assertEquals("AccessDenied", wrong.awsErrorDetails().errorCode());
        assertEquals(403, wrong.statusCode());
        owner.role("team/Reader", TrustPolicies.allow("999988887777", "acme"));
        assertEquals(expected, refusal(r -> r.externalId("acme")));
        owner.role("team/Reader", TrustPolicies.allow("111122223333", "acme")).delete();
        assertEquals(expected, refusal(r -> r.externalId("acme")));
        reader("kinesis:*");
        deployment.user("app", PermissionPolicies.allow("*", "kinesis:*"));
        assertEquals(expected, refusal(r -> r.externalId("acme")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x     | worker-1 | 3600  | 'externalId'
                    a b   | worker-1 | 3600  | 'externalId'
                    acme  | w        | 3600  | 'roleSessionName'
                    acme  | w w      | 3600  | 'roleSessionName'
                    acme  | worker-1 | 899   | 'durationSeconds'
                    acme  | worker-1 | 43201 | 'durationSeconds'
                    acme  | worker-1 | 3601  | MaxSessionDuration
                    """)
    void assumeRole_parameterOutOfGrammar_isValidationError(
            String externalId, String session, int seconds, String named) {
        reader("kinesis:*");

        StsException error = assertThrows(
                StsException.class,
                () -> sts.assumeRole(r -> r.roleArn(ROLE_ARN)
                        .externalId(externalId)
                        .roleSessionName(session)
                        .durationSeconds(seconds)));

        assertEquals("ValidationError", error.awsErrorDetails().errorCode());
        assertTrue(error.getMessage().contains(named.replace("'", "")), error.getMessage());
    }

    @Test
    void assumeRole_fromASession_isCappedAtAnHour() {
        LocalRole first = deployment.role("First", TrustPolicies.allow(app.arn()), allowAssume());
        owner.role("team/Reader", TrustPolicies.allow(first.arn()), PermissionPolicies.allow("*", "kinesis:*"))
                .maxSessionDuration(Duration.ofHours(12));
        StsClient chained = aws.sts(first.session("hop"));

        StsException tooLong = assertThrows(
                StsException.class,
                () -> chained.assumeRole(
                        r -> r.roleArn(ROLE_ARN).roleSessionName("worker-1").durationSeconds(7200)));
        assertTrue(tooLong.getMessage().contains("role chaining"), tooLong.getMessage());
        chained.assumeRole(r -> r.roleArn(ROLE_ARN).roleSessionName("worker-1"));
    }

    @Test
    void sessionLifetime_set_overridesTheDurationAskedFor() {
        try (TestAws shortLived = new TestAws(LocalAwsOptions.defaults().withSessionLifetime(Duration.ofSeconds(2)))) {
            LocalAccount account = shortLived.server().account("111122223333");
            LocalRole role = account.role("R", TrustPolicies.allow("*"));
            Instant expires = shortLived
                    .sts(account.user("app"))
                    .assumeRole(r -> r.roleArn(role.arn()).roleSessionName("worker-1"))
                    .credentials()
                    .expiration();

            assertTrue(expires.isBefore(Instant.now().plus(3, ChronoUnit.SECONDS)));
        }
    }

    @Test
    void sessionTags_withoutPermissionToTag_areRefused() {
        reader("kinesis:*");

        String refusal = refusal(r ->
                r.externalId("acme").tags(Tag.builder().key("team").value("a").build()));
        assertTrue(refusal.contains("sts:TagSession"), refusal);
    }

    @Test
    void trustedRole_createdAgain_isAnotherOne() {
        LocalRole hop = deployment.role("Hop", TrustPolicies.allow("*"), allowAssume());
        owner.role("team/Reader", TrustPolicies.allow(hop.arn()));
        aws.sts(hop.session("hop")).assumeRole(r -> r.roleArn(ROLE_ARN).roleSessionName("worker-1"));

        hop.delete();
        LocalRole again = deployment.role("Hop", TrustPolicies.allow("*"), allowAssume());
        assertEquals(hop.arn(), again.arn());
        StsClient stranger = aws.sts(again.session("hop"));
        assertThrows(
                StsException.class,
                () -> stranger.assumeRole(r -> r.roleArn(ROLE_ARN).roleSessionName("worker-1")));
    }

    private LocalRole reader(String... actions) {
        return owner.role(
                "team/Reader",
                TrustPolicies.allow("111122223333", "acme"),
                PermissionPolicies.allow(stream.arn(), actions));
    }

    private static String allowAssume() {
        return PermissionPolicies.allow("*", "sts:AssumeRole");
    }

    private AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> more) {
        return sts.assumeRole(AssumeRoleRequest.builder()
                .roleArn(ROLE_ARN)
                .roleSessionName("worker-1")
                .applyMutation(more)
                .build());
    }

    private boolean assumes(Consumer<AssumeRoleRequest.Builder> more) {
        try {
            assume(more);
            return true;
        } catch (AwsServiceException e) {
            assertEquals("AccessDenied", e.awsErrorDetails().errorCode());
            return false;
        }
    }

    private String refusal(Consumer<AssumeRoleRequest.Builder> more) {
        return assertThrows(StsException.class, () -> assume(more))
                .awsErrorDetails()
                .errorMessage();
    }

    private KinesisClient as(AssumeRoleResponse answer) {
        return aws.kinesis(credentials(answer), REGION);
    }

    private static LocalCredentials credentials(AssumeRoleResponse answer) {
        return new LocalCredentials(
                answer.assumedRoleUser().arn(),
                answer.credentials().accessKeyId(),
                answer.credentials().secretAccessKey(),
                answer.credentials().sessionToken());
    }
}
