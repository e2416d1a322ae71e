// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/** Writes the IAM policies that the stream's owner needs. Thread-safe. */
public final class IamPolicies {

    private static final IamPolicyWriter ONE_LINE = IamPolicyWriter.create();

    private IamPolicies() {}

    /**
     * The trust policy of a role for one deployment.
     *
     * @param partition for example {@code aws}
     * @param account the deployment's AWS account, 12 digits
     * @param externalId the deployment's account name
     * @return a policy document in one line of JSON
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy</a>
     */
    public static String trustPolicy(String partition, String account, String externalId) {
        return IamPolicy.builder()
                .addStatement(statement -> statement
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipalType.AWS, "arn:" + partition + ":iam::" + account + ":root")
                        .addAction("sts:AssumeRole")
                        .addCondition(IamConditionOperator.STRING_EQUALS, "sts:ExternalId", externalId))
                .build()
                .toJson(ONE_LINE);
    }

    /**
     * A permissions policy that allows one action.
     *
     * @param action for example {@code kinesis:GetRecords}
     * @param resource the ARN of what it is allowed on
     * @return a policy document in one line of JSON
     */
    public static String allow(String action, String resource) {
        return IamPolicy.builder()
                .addStatement(statement ->
                        statement.effect(IamEffect.ALLOW).addAction(action).addResource(resource))
                .build()
                .toJson(ONE_LINE);
    }
}
