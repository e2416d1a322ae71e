// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.Optional;

/**
 * An IAM role. Thread-safe; changes hold at once, for existing sessions too. Policies are refused with an
 * {@link IllegalArgumentException} where IAM would refuse to save them.
 */
public final class LocalRole {
    private final Identity identity;
    private final AccessKeys keys;
    private final Environment environment;
    private volatile PolicyDocument trustPolicy;
    private volatile Duration maxSessionDuration = Limits.ONE_HOUR;

    LocalRole(Identity identity, String trustPolicy, Environment environment) {
        this.identity = identity;
        this.keys = environment.keys();
        this.environment = environment;
        this.trustPolicy = saved(trustPolicy);
    }

    public String arn() {
        return identity.arn();
    }

    /** Replaces the trust policy. */
    public void trustPolicy(String json) {
        trustPolicy = saved(json);
    }

    /** Replaces all permission policies; none: nothing is allowed. */
    public void permissionPolicies(String... json) {
        identity.policies(PolicyDocument.permissions(json));
    }

    /** @param value 1 to 12 hours; 1 hour unless set */
    public void maxSessionDuration(Duration value) {
        if (value.compareTo(Limits.ONE_HOUR) < 0 || value.compareTo(Limits.LONGEST_SESSION) > 0) {
            throw new IllegalArgumentException("maxSessionDuration must be PT1H to PT12H, not " + value);
        }
        maxSessionDuration = value;
    }

    /** A session of this role that lasts an hour, without asking STS or the trust policy. */
    public LocalCredentials session(String sessionName) {
        Caller session = Caller.session(identity, sessionName, Optional.empty());
        return keys.createForSession(session, environment.clock().instant().plus(Limits.ONE_HOUR))
                .credentials();
    }

    /** Deletes the role; its sessions are worth nothing from now on. */
    public void delete() {
        identity.delete();
    }

    private PolicyDocument saved(String json) {
        return PolicyParser.trustPolicy(json).withPrincipals(environment.identities()::saved);
    }

    Identity identity() {
        return identity;
    }

    PolicyDocument trustPolicy() {
        return trustPolicy;
    }

    Duration maxSessionDuration() {
        return maxSessionDuration;
    }

    @Override
    public String toString() {
        return "LocalRole[" + identity.arn() + "]";
    }
}
