// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Optional;

/**
 * Whether a caller may take a role. Pure: the trust policy, the caller with its policies and the request's condition
 * keys in, a decision out.
 */
final class RoleAssumption {
    private RoleAssumption() {}

    /** What a trust policy says of a caller. */
    enum Trust {
        REFUSED,
        /** It trusts the account: within that account the caller's own policies decide. */
        ACCOUNT,
        /** It names the caller, or everyone. */
        CALLER
    }

    static Trust trust(PolicyDocument trustPolicy, Caller caller, String action, RequestContext context) {
        Trust trust = Trust.REFUSED;
        for (Statement statement : trustPolicy.statements()) {
            PrincipalElement.Match match = statement.principal().orElseThrow().match(caller);
            if (match == PrincipalElement.Match.NONE || !statement.covers(action, context)) {
                continue;
            }
            if (!statement.allow()) {
                return Trust.REFUSED;
            }
            trust = trust == Trust.CALLER || match == PrincipalElement.Match.DIRECT ? Trust.CALLER : Trust.ACCOUNT;
        }
        return trust;
    }

    static boolean allowed(
            PolicyDocument trustPolicy, Identity role, Caller caller, String action, RequestContext context) {
        Trust trust = trust(trustPolicy, caller, action, context);
        if (trust == Trust.REFUSED || explicitlyDenied(role, caller, action, context)) {
            return false;
        }
        boolean sameAccount = role.accountId().equals(caller.accountId());
        boolean trustSuffices = sameAccount && trust == Trust.CALLER;
        return trustSuffices
                || Authorization.refusal(caller, action, role.arn(), context).isEmpty();
    }

    private static boolean explicitlyDenied(Identity role, Caller caller, String action, RequestContext context) {
        Optional<List<PolicyDocument>> session = caller.sessionPolicies();
        return denies(caller.identity().policies(), role, action, context)
                || (session.isPresent() && denies(session.get(), role, action, context));
    }

    private static boolean denies(List<PolicyDocument> policies, Identity role, String action, RequestContext context) {
        return PolicyDocument.evaluate(policies, action, role.arn(), context) == PolicyDocument.Decision.EXPLICIT_DENY;
    }
}
