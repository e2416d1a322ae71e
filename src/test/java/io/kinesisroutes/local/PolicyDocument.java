// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A parsed policy. Immutable. */
record PolicyDocument(List<Statement> statements) {
    /** What the managed policy AdministratorAccess says. */
    static final String ADMINISTRATOR_ACCESS = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    /** What one policy, or several together, say of a request. */
    enum Decision {
        EXPLICIT_DENY,
        ALLOW,
        IMPLICIT_DENY
    }

    static List<PolicyDocument> permissions(String... json) {
        return Arrays.stream(json).map(PolicyParser::permissionPolicy).toList();
    }

    /** The same policy with each principal replaced. */
    PolicyDocument withPrincipals(UnaryOperator<String> replacement) {
        return new PolicyDocument(statements.stream()
                .map(statement -> statement.withPrincipals(replacement))
                .toList());
    }

    /** Any matching Deny wins, then one matching Allow, else nothing allows it. */
    static Decision evaluate(List<PolicyDocument> policies, String action, String resource, RequestContext context) {
        List<Statement> matching = policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(statement -> statement.covers(action, resource, context))
                .toList();
        if (matching.stream().anyMatch(statement -> !statement.allow())) {
            return Decision.EXPLICIT_DENY;
        }
        return matching.isEmpty() ? Decision.IMPLICIT_DENY : Decision.ALLOW;
    }
}
