// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Says what to do when STS refuses a role. STS has one text for a caller that is not trusted, a wrong or missing
 * ExternalId and a role that does not exist, so the explanation names everything that was sent and the trust statement
 * that would let it in.
 */
final class RoleRefusal {

    private RoleRefusal() {}

    /** Whether STS refused this very role, and nobody has explained it yet. */
    static boolean isOne(StsException e) {
        return e.awsErrorDetails() != null
                && "AccessDenied".equals(e.awsErrorDetails().errorCode())
                && !(e.getCause() instanceof StsException);
    }

    /** The same exception with the explanation as its message, and itself as the cause. */
    static StsException explain(StsException e, StsClient caller, RoleArn role, String externalId) {
        AwsErrorDetails details = e.awsErrorDetails();
        String text = text(details.errorMessage(), caller(caller), role, externalId);
        return (StsException) e.toBuilder()
                .awsErrorDetails(details.toBuilder().errorMessage(text).build())
                .cause(e)
                .build();
    }

    private static String text(String awsSays, CallerIdentity caller, RoleArn role, String externalId) {
        return String.format(
                Locale.ROOT,
                """
                AWS does not let this deployment assume the role.
                  role:        %s
                  ExternalId:  %s (the deployment's account name, kinesis.account)
                  sent by:     %s, AWS account %s
                  AWS says:    %s
                STS answers the same to a wrong ExternalId, to an account that is not trusted and to a role that does \
                not exist.
                If the account name is wrong, correct it here. If it is right, the owner of account %s gives the role \
                this trust policy, or adds its statement to the one it has:
                  %s
                and the policies of the caller must allow sts:AssumeRole on the role.""",
                role,
                externalId,
                caller.arn(),
                caller.account(),
                awsSays,
                role.account(),
                IamPolicies.trustPolicy(role.partition(), caller.account(), externalId));
    }

    private static CallerIdentity caller(StsClient sts) {
        try {
            return CallerIdentity.of(sts);
        } catch (SdkException e) {
            return new CallerIdentity(
                    "unknown, as GetCallerIdentity failed: " + e.getMessage(), "YOUR_ACCOUNT", Optional.empty());
        }
    }
}
