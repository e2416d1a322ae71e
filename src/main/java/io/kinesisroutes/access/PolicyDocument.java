// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.access.PolicyCondition.Holds;
import java.util.List;

/** A policy as somebody wrote it; {@link PolicyReader} makes it. Immutable. */
public final class PolicyDocument {

    private final List<PolicyStatement> statements;

    PolicyDocument(List<PolicyStatement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** What a policy says of a request. */
    enum Verdict {
        ALLOWED,
        /** It depends on what the text does not say. */
        CONDITIONAL,
        /** A Deny forbids it. */
        DENIED,
        /** Nothing allows it. */
        NOT_ALLOWED
    }

    /** Whether this is the trust policy of a role, and not one of permissions. */
    public boolean isTrust() {
        return statements.stream().anyMatch(statement -> statement.principals() != null);
    }

    List<PolicyStatement> statements() {
        return statements;
    }

    List<PolicyStatement> allowing() {
        return statements.stream().filter(PolicyStatement::allow).toList();
    }

    Verdict verdict(PolicyRequest request) {
        List<Holds> denying = covering(false, request);
        List<Holds> allowing = covering(true, request);
        if (denying.contains(Holds.YES)) {
            return Verdict.DENIED;
        }
        if (allowing.contains(Holds.YES)) {
            return denying.contains(Holds.UNKNOWN) ? Verdict.CONDITIONAL : Verdict.ALLOWED;
        }
        return allowing.contains(Holds.UNKNOWN) ? Verdict.CONDITIONAL : Verdict.NOT_ALLOWED;
    }

    /** The conditions on which a verdict depends. */
    List<String> unknownConditions(PolicyRequest request) {
        return statements.stream()
                .filter(statement -> statement.covers(request) == Holds.UNKNOWN)
                .map(PolicyStatement::conditionText)
                .distinct()
                .toList();
    }

    private List<Holds> covering(boolean allow, PolicyRequest request) {
        return statements.stream()
                .filter(statement -> statement.allow() == allow)
                .map(statement -> statement.covers(request))
                .toList();
    }
}
