// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.access.PolicyCondition.Holds;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement of a policy.
 *
 * @param principals {@code null} in a policy of permissions
 */
record PolicyStatement(
        boolean allow,
        PolicyPrincipals principals,
        PolicyPatterns actions,
        PolicyPatterns resources,
        List<PolicyCondition> conditions) {

    /** Whether the statement is about a request, whatever its conditions. */
    boolean isAbout(PolicyRequest request) {
        return actions.matchesIgnoringCase(request.action())
                && (request.resource() == null || resources.matches(request.resource()))
                && (request.caller() == null || principals.match(request.caller()));
    }

    Holds covers(PolicyRequest request) {
        if (!isAbout(request)) {
            return Holds.NO;
        }
        List<Holds> each =
                conditions.stream().map(condition -> condition.holds(request)).toList();
        if (each.contains(Holds.NO)) {
            return Holds.NO;
        }
        return each.contains(Holds.UNKNOWN) ? Holds.UNKNOWN : Holds.YES;
    }

    String conditionText() {
        return text(conditions);
    }

    /** The conditions on the ExternalId; nothing if there are none. */
    String externalIdText() {
        return text(conditions.stream().filter(PolicyCondition::isExternalId).toList());
    }

    private static String text(List<PolicyCondition> some) {
        return some.stream().map(PolicyCondition::toString).collect(Collectors.joining(", "));
    }
}
