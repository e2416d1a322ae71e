// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.List;
import java.util.Optional;

/** One line of a statement's Condition block: an operator, a key, the values that satisfy it. */
record Condition(String operator, String key, List<String> values) {

    boolean holds(RequestContext context) {
        List<String> actual = context.values(key);
        if (operator.equals("Null")) {
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == actual.isEmpty());
        }
        Optional<ConditionOperator> known = ConditionOperator.parse(operator);
        // AWS refuses an unknown operator when the policy is saved; here its statement never matches.
        return known.isPresent() && known.get().holds(values, actual);
    }
}
