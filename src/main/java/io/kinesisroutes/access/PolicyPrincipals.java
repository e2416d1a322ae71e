// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.List;
import java.util.Optional;

/**
 * A Principal element, or, negated, NotPrincipal.
 *
 * @param aws as written: account numbers, ARNs, unique ids, {@code *}
 * @param others services and federated users with their kind in front; none of them is ever a caller here
 */
record PolicyPrincipals(List<String> aws, List<String> others, boolean negated) {

    static final String EVERYBODY = "*";

    /** @param caller the ARN of a role or user, or of an account's root for whoever is in the account */
    boolean match(String caller) {
        return aws.stream().anyMatch(principal -> matches(principal, caller)) != negated;
    }

    /** Whether an element covers a caller in full. */
    static boolean matches(String principal, String caller) {
        if (principal.equals(EVERYBODY) || principal.equals(caller)) {
            return true;
        }
        Optional<TrustedPrincipal> named = TrustedPrincipal.parse(principal);
        return named.isPresent()
                && named.get().isRoot()
                && TrustedPrincipal.parse(caller)
                        .filter(known -> known.account().equals(named.get().account()))
                        .isPresent();
    }
}
