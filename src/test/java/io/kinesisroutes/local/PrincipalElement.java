// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A Principal or NotPrincipal element: the AWS principals it names. Services and federated users are never callers
 * here, so they are left out when a policy is read.
 */
record PrincipalElement(List<String> principals, boolean negated) {

    /** How the caller is meant, which decides whether its own policies must agree within one account. */
    enum Match {
        NONE,
        BY_ACCOUNT,
        DIRECT
    }

    PrincipalElement withPrincipals(UnaryOperator<String> replacement) {
        return new PrincipalElement(principals.stream().map(replacement).toList(), negated);
    }

    Match match(Caller caller) {
        Match best = Match.NONE;
        for (String principal : principals) {
            Match match = matchOne(principal, caller);
            best = match.compareTo(best) > 0 ? match : best;
        }
        if (negated) {
            return best == Match.NONE ? Match.DIRECT : Match.NONE;
        }
        return best;
    }

    private static Match matchOne(String principal, Caller caller) {
        Identity identity = caller.identity();
        if (principal.equals("*") || principal.equals(identity.arn()) || principal.equals(caller.arn())) {
            return Match.DIRECT;
        }
        if (principal.equals(identity.id())) {
            return Match.DIRECT;
        }
        boolean account = principal.equals(identity.accountId()) || principal.equals(identity.accountArn());
        return account ? Match.BY_ACCOUNT : Match.NONE;
    }
}
