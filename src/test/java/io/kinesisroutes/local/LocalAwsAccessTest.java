// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalAwsAccessTest {
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
    void session_expired_isRefusedByBothServices() {
        reader("kinesis:*");
        AssumeRoleResponse answer = assume(r -> r.externalId("acme").durationSeconds(900));
        LocalCredentials session = credentials(answer);
        KinesisClient kinesis = aws.kinesis(session, REGION);
        kinesis.listShards(r -> r.streamName("orders"));

        clock.advance(Duration.ofSeconds(901));

        KinesisException expired =
                assertThrows(KinesisException.class, () -> kinesis.listShards(r -> r.streamName("orders")));
        assertEquals("ExpiredTokenException", expired.awsErrorDetails().errorCode());
        assertEquals(400, expired.statusCode());
        StsClient expiredSts = aws.sts(session);
        StsException expiredAtSts = assertThrows(StsException.class, expiredSts::getCallerIdentity);
        assertEquals("ExpiredToken", expiredAtSts.awsErrorDetails().errorCode());
        assertEquals(403, expiredAtSts.statusCode());
    }

    @Test
    void credentialsProvider_ofTheSdk_readsAcrossAccounts() {
        reader("kinesis:*");
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(ROLE_ARN)
                .roleSessionName("worker-1")
                .externalId("acme")
                .build();
        try (var provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request)
                .build()) {
            KinesisClient kinesis = aws.kinesis(provider, REGION);
            assertEquals(
                    1,
                    kinesis.listShards(r -> r.streamARN(stream.arn())).shards().size());
        }
    }

    @Test
    void streamArn_ofAnotherAccountWithoutItsRole_isAccessDenied() {
        KinesisClient admin = aws.kinesis(deployment.user("admin"), REGION);

        AccessDeniedException error =
                assertThrows(AccessDeniedException.class, () -> admin.listShards(r -> r.streamARN(stream.arn())));
        assertEquals(400, error.statusCode());
        assertTrue(error.getMessage().contains("no resource-based policy"), error.getMessage());
    }

    @Test
    void permissions_oneActionRemoved_refusesThatCallOnly() {
        LocalRole role = reader("kinesis:ListShards", "kinesis:GetShardIterator", "kinesis:GetRecords");
        KinesisClient kinesis = as(assume(r -> r.externalId("acme")));
        String iterator = iterator(kinesis);
        kinesis.getRecords(r -> r.shardIterator(iterator));

        role.permissionPolicies(
                PermissionPolicies.allow(stream.arn(), "kinesis:ListShards", "kinesis:GetShardIterator"));

        kinesis.listShards(r -> r.streamName("orders"));
        iterator(kinesis);
        AccessDeniedException error =
                assertThrows(AccessDeniedException.class, () -> kinesis.getRecords(r -> r.shardIterator(iterator)));
        assertEquals(
                "User: arn:aws:sts::444455556666:assumed-role/Reader/worker-1 is not authorized to perform:"
                        + " kinesis:GetRecords on resource: " + stream.arn()
                        + " because no identity-based policy allows the kinesis:GetRecords action",
                error.awsErrorDetails().errorMessage());
    }

    @Test
    void sessionPolicy_narrowsTheRole() {
        reader("kinesis:*");
        KinesisClient kinesis =
                as(assume(r -> r.externalId("acme").policy(PermissionPolicies.allow("*", "kinesis:ListShards"))));

        kinesis.listShards(r -> r.streamName("orders"));
        assertThrows(AccessDeniedException.class, () -> iterator(kinesis));
    }

    @Test
    void role_deletedAndCreatedAgain_endsItsSessions() {
        LocalRole role = reader("kinesis:*");
        KinesisClient kinesis = as(assume(r -> r.externalId("acme")));

        role.delete();
        reader("kinesis:*");

        KinesisException error =
                assertThrows(KinesisException.class, () -> kinesis.listShards(r -> r.streamName("orders")));
        assertEquals("UnrecognizedClientException", error.awsErrorDetails().errorCode());
    }

    private LocalRole reader(String... actions) {
        return owner.role(
                "team/Reader",
                TrustPolicies.allow("111122223333", "acme"),
                PermissionPolicies.allow(stream.arn(), actions));
    }

    private AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> more) {
        return sts.assumeRole(AssumeRoleRequest.builder()
                .roleArn(ROLE_ARN)
                .roleSessionName("worker-1")
                .applyMutation(more)
                .build());
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

    private static String iterator(KinesisClient kinesis) {
        return kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }
}
