// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Optional;

/**
 * Who signed a request: a user, or a session of a role.
 *
 * @param arn the user's ARN, or the session's
 * @param userId as GetCallerIdentity shows it
 * @param session whether a role was assumed; assuming a further one is role chaining
 * @param sessionPolicy what the session was limited to when it was made
 */
record Caller(Identity identity, String arn, String userId, boolean session, Optional<PolicyDocument> sessionPolicy) {

    static Caller user(Identity identity) {
        return new Caller(identity, identity.arn(), identity.id(), false, Optional.empty());
    }

    static Caller session(Identity role, String sessionName, Optional<PolicyDocument> sessionPolicy) {
        Arn arn = Arn.parse(role.arn()).orElseThrow();
        String resource = "assumed-role/" + arn.name() + "/" + sessionName;
        Arn sessionArn = new Arn(arn.partition(), "sts", "", role.accountId(), resource);
        return new Caller(role, sessionArn.toString(), role.id() + ":" + sessionName, true, sessionPolicy);
    }

    String accountId() {
        return identity.accountId();
    }

    Optional<List<PolicyDocument>> sessionPolicies() {
        return sessionPolicy.map(List::of);
    }

    RequestContext context(String region) {
        return RequestContext.empty()
                .with("aws:PrincipalArn", identity.arn())
                .with("aws:PrincipalAccount", identity.accountId())
                .with("aws:PrincipalType", session ? "AssumedRole" : "User")
                .with("aws:userid", userId)
                .with("aws:RequestedRegion", region)
                .with("aws:SourceIp", "127.0.0.1")
                .with("aws:SecureTransport", "false");
    }
}
