// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One statement of a policy. A trust policy's has a principal and no resource, a permission policy's the reverse. */
record Statement(
        boolean allow,
        Optional<PrincipalElement> principal,
        PatternSet actions,
        PatternSet resources,
        List<Condition> conditions) {

    Statement withPrincipals(UnaryOperator<String> replacement) {
        Optional<PrincipalElement> replaced = principal.map(element -> element.withPrincipals(replacement));
        return new Statement(allow, replaced, actions, resources, conditions);
    }

    boolean covers(String action, RequestContext context) {
        return actions.matchesIgnoringCase(action)
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }

    boolean covers(String action, String resource, RequestContext context) {
        return resources.matches(resource) && covers(action, context);
    }
}
