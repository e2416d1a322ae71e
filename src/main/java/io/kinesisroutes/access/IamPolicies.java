// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionKey;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Writes the IAM policies that the two accounts need. Thread-safe. */
public final class IamPolicies {

    /** What IAM takes, white space not counted; the quota can be raised to 4096. */
    public static final int TRUST_POLICY_CHARACTERS = 2048;

    static final String ASSUME_ROLE = "sts:AssumeRole";
    static final String EXTERNAL_ID = "sts:ExternalId";

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
        return trustPolicy(List.of(accountRoot(partition, account)), List.of(externalId));
    }

    /**
     * The trust policy of a role.
     *
     * @param principals ARNs of who may assume the role, at least one
     * @param externalIds the account names one of which must be sent, at least one
     * @return a policy document in one line of JSON
     */
    public static String trustPolicy(Collection<String> principals, Collection<String> externalIds) {
        List<IamPrincipal> callers = principals.stream()
                .map(arn -> IamPrincipal.create(IamPrincipalType.AWS, arn))
                .toList();
        return IamPolicy.builder()
                .addStatement(statement -> statement
                        .effect(IamEffect.ALLOW)
                        .principals(callers)
                        .addAction(ASSUME_ROLE)
                        .addConditions(
                                IamConditionOperator.STRING_EQUALS, IamConditionKey.create(EXTERNAL_ID), externalIds))
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

    /**
     * A policy that allows this and nothing else.
     *
     * @param permissions at least one
     * @return a policy document in one line of JSON
     */
    public static String permissionsPolicy(List<Permission> permissions) {
        return IamPolicy.builder()
                .statements(permissions.stream().map(IamPolicies::statement).toList())
                .build()
                .toJson(ONE_LINE);
    }

    /** How a policy names every identity of an account whose own policies allow it. */
    public static String accountRoot(String partition, String account) {
        return "arn:" + partition + ":iam::" + account + ":root";
    }

    private static IamStatement statement(Permission permission) {
        IamStatement.Builder statement =
                IamStatement.builder().sid(permission.sid()).effect(IamEffect.ALLOW);
        permission.actions().forEach(statement::addAction);
        permission.resources().forEach(statement::addResource);
        permission
                .only()
                .ifPresent(only -> statement.addCondition(
                        IamConditionOperator.STRING_EQUALS, IamConditionKey.create(only.key()), only.value()));
        return statement.build();
    }
}
