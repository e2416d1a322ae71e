// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of an {@link AssumedRole}, refreshed in the background before they expire. A refusal by STS is thrown
 * with what the two accounts can do about it. Thread-safe.
 */
final class AssumedRoleCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final AwsCredentialsProvider session;

    AssumedRoleCredentials(Connection connection, AssumedRole role, AwsCredentialsProvider own) {
        AwsCredentialsProvider caller = own;
        for (RoleArn arn : role.roles()) {
            caller = hop(connection, role, arn, caller);
        }
        session = caller;
    }

    private AwsCredentialsProvider hop(
            Connection connection, AssumedRole role, RoleArn arn, AwsCredentialsProvider caller) {
        StsClient sts = StsClients.create(connection, caller);
        toClose.push(sts);
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(arn.toString())
                .externalId(role.externalId())
                .roleSessionName(role.sessionName())
                .durationSeconds((int) AssumedRole.SESSION_DURATION.toSeconds())
                .build();
        StsAssumeRoleCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request)
                .asyncCredentialUpdateEnabled(true)
                .build();
        toClose.push(provider);
        return () -> explained(provider, sts, arn, role.externalId());
    }

    private static AwsCredentials explained(
            AwsCredentialsProvider provider, StsClient sts, RoleArn role, String externalId) {
        try {
            return provider.resolveCredentials();
        } catch (StsException e) {
            throw RoleRefusal.isOne(e) ? RoleRefusal.explain(e, sts, role, externalId) : e;
        }
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return session.resolveCredentials();
    }

    @Override
    public void close() {
        toClose.forEach(closeable -> IoUtils.closeQuietlyV2(closeable, null));
    }
}
