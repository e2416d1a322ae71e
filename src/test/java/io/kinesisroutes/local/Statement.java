// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Optional;

/** One statement of a policy. A trust policy's has a principal and no resource, a permission policy's the reverse. */
record Statement(
        boolean allow,
        Optional<PrincipalElement> principal,
        PatternSet actions,
        PatternSet resources,
        List<Condition> conditions) {

    boolean covers(String action, RequestContext context) {
        return actions.matchesIgnoringCase(action)
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }

    boolean covers(String action, String resource, RequestContext context) {
        return resources.matches(resource) && covers(action, context);
    }
}
