// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.access.ProbeAnswer.Outcome;
import java.util.Collection;
import java.util.List;

/**
 * What to change where a role does not let in whom it should, or lets in others. Pure.
 *
 * @param caller who asked; the ARN of a role is that of the role before in a chain
 * @param externalId the deployment's account name
 * @param answers to all three probes
 */
public record RoleFixes(RoleArn role, CallerIdentity caller, String externalId, Collection<ProbeAnswer> answers) {

    /** What the owner of a role does about one that lets in others. */
    public String open() {
        boolean anyValue = accepted(Probe.WRONG_EXTERNAL_ID);
        boolean none = accepted(Probe.NO_EXTERNAL_ID);
        String why = anyValue && none
                ? "No condition asks for the ExternalId"
                : anyValue
                        ? "It asks for an ExternalId and takes any, or any that begins like ours (a wildcard, or a condition that only asks that there is one)"
                        : "It asks for the ExternalId only of those who send one (an IfExists or ForAllValues condition)";
        return why + ", so whoever else is served from account " + caller.account()
                + " can borrow this role's rights (the"
                + " confused deputy). The owner of account " + role.account()
                + " replaces the trust policy of "
                + role.name() + " with:\n" + trustPolicy();
    }

    /** What can be done about a refusal of the right ExternalId. */
    public String closed(String awsSays) {
        return switch (DeniedBy.of(awsSays)) {
            case SESSION_POLICY ->
                "The session of " + caller.arn() + " was begun with a session policy that leaves sts:AssumeRole out."
                        + " Whoever begins it adds the statement of this policy to it:\n" + callerPolicy();
            case EXPLICIT_DENY ->
                "A Deny statement forbids it. AWS's answer says in which kind of policy it is; whoever owns that policy"
                        + " takes " + role + " out of the statement.";
            case IDENTITY_POLICY ->
                "In account " + caller.account() + whose() + ", the policies of " + caller.arn()
                        + " do not allow it. Add the statement of this policy to them:\n" + callerPolicy();
            case BOUNDARY ->
                "A permissions boundary, or a policy of the organization, holds it back. Whoever owns it lets it"
                        + " allow sts:AssumeRole on " + role + ".";
            case NOT_SAID -> notSaid();
        };
    }

    /** STS has one text for a role that is not there, an account that is not trusted and an ExternalId that is wrong. */
    private String notSaid() {
        return "STS answers the same to a wrong ExternalId, to an account that is not trusted, to a role that does not"
                + " exist and to a caller without the right. Check in this order:\n"
                + "1. The account name: we sent '" + externalId + "' (kinesis.account).\n"
                + "2. The ARN of the role: " + role + "\n"
                + "3. The owner of account " + role.account()
                + " gives the role this trust policy, or adds its statement:\n"
                + trustPolicy() + "\n"
                + "4. In account " + caller.account() + whose() + ", the policies of " + caller.arn() + " allow:\n"
                + callerPolicy() + "\n"
                + "A changed policy can take minutes to count.";
    }

    /** What can be done where our own policies kept the question from the role. */
    public String notAsked() {
        return "The policies of " + caller.arn()
                + " refuse this before the role is asked, so nothing is known of it. Ask from an"
                + " identity whose policies allow sts:AssumeRole on the role without a condition on sts:ExternalId.";
    }

    /** What can be done where AWS does not say that it is about the role. */
    public String failed() {
        return "This is about the caller or the request, not about the role: check the credentials of " + caller.arn()
                + ", the region, and the partition of the role.";
    }

    /** In a chain the caller is the role before, and only that role is trusted. */
    private String trustPolicy() {
        return isChained()
                ? IamPolicies.trustPolicy(List.of(caller.arn()), List.of(externalId))
                : IamPolicies.trustPolicy(role.partition(), caller.account(), externalId);
    }

    private boolean isChained() {
        return RoleArn.parse(caller.arn()).isPresent();
    }

    private String whose() {
        return isChained() ? "" : " (ours)";
    }

    private String callerPolicy() {
        return IamPolicies.allow("sts:AssumeRole", role.toString());
    }

    private boolean accepted(Probe probe) {
        return answers.stream().anyMatch(answer -> answer.probe() == probe && answer.outcome() == Outcome.ACCEPTED);
    }
}
