// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;

/**
 * An IAM user or role: its ARN, its unique id, the policies attached to it. Thread-safe; a change of policies holds
 * for sessions that exist already, as it does at AWS.
 */
final class Identity {
    private final String accountId;
    private final String arn;
    private final String id;
    private volatile List<PolicyDocument> policies;
    private volatile boolean deleted;

    Identity(String accountId, String arn, String id, List<PolicyDocument> policies) {
        this.accountId = accountId;
        this.arn = arn;
        this.id = id;
        this.policies = policies;
    }

    String accountId() {
        return accountId;
    }

    String arn() {
        return arn;
    }

    String id() {
        return id;
    }

    String accountArn() {
        return arn.substring(0, arn.indexOf(':', "arn:".length())) + ":iam::" + accountId + ":root";
    }

    List<PolicyDocument> policies() {
        return policies;
    }

    void policies(List<PolicyDocument> replacement) {
        policies = replacement;
    }

    boolean deleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }
}
