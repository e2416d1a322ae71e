// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * A condition operator as a policy names it: an optional set qualifier, a comparison, an optional {@code IfExists}.
 *
 * <p>What matters is what each does when the request has no such key: a negated comparison, {@code IfExists} and
 * {@code ForAllValues} are then true, everything else is false.
 */
record ConditionOperator(Qualifier qualifier, Comparison comparison, boolean ifExists) {
    private static final Map<String, Comparison> COMPARISONS = comparisons();

    enum Qualifier {
        NONE,
        FOR_ANY_VALUE,
        FOR_ALL_VALUES
    }

    /** {@code test} takes the policy's value first and the request's second. */
    record Comparison(boolean negated, BiPredicate<String, String> test) {
        boolean holds(List<String> policyValues, String actual) {
            return policyValues.stream().anyMatch(value -> test.test(value, actual)) != negated;
        }
    }

    static Optional<ConditionOperator> parse(String name) {
        Qualifier qualifier = qualifier(name);
        String rest = name.substring(name.indexOf(':') + 1);
        boolean ifExists = rest.endsWith("IfExists");
        String base = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
        boolean known = COMPARISONS.containsKey(base) && (name.indexOf(':') < 0 || qualifier != Qualifier.NONE);
        return known
                ? Optional.of(new ConditionOperator(qualifier, COMPARISONS.get(base), ifExists))
                : Optional.empty();
    }

    boolean holds(List<String> policyValues, List<String> actual) {
        if (actual.isEmpty()) {
            return holdsWithoutKey();
        }
        return qualifier == Qualifier.FOR_ALL_VALUES || (qualifier == Qualifier.NONE && comparison.negated())
                ? actual.stream().allMatch(value -> comparison.holds(policyValues, value))
                : actual.stream().anyMatch(value -> comparison.holds(policyValues, value));
    }

    private boolean holdsWithoutKey() {
        return switch (qualifier) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> ifExists;
            case NONE -> ifExists || comparison.negated();
        };
    }

    private static Qualifier qualifier(String name) {
        if (name.startsWith("ForAnyValue:")) {
            return Qualifier.FOR_ANY_VALUE;
        }
        return name.startsWith("ForAllValues:") ? Qualifier.FOR_ALL_VALUES : Qualifier.NONE;
    }

    private static Map<String, Comparison> comparisons() {
        Map<String, Comparison> all = new HashMap<>();
        both(all, "StringEquals", "StringNotEquals", String::equals);
        both(all, "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", String::equalsIgnoreCase);
        both(all, "StringLike", "StringNotLike", Wildcard::matches);
        both(all, "ArnLike", "ArnNotLike", Wildcard::matches);
        both(all, "ArnEquals", "ArnNotEquals", Wildcard::matches);
        both(all, "NumericEquals", "NumericNotEquals", numeric(order -> order == 0));
        all.put("NumericLessThan", new Comparison(false, numeric(order -> order < 0)));
        all.put("NumericLessThanEquals", new Comparison(false, numeric(order -> order <= 0)));
        all.put("NumericGreaterThan", new Comparison(false, numeric(order -> order > 0)));
        all.put("NumericGreaterThanEquals", new Comparison(false, numeric(order -> order >= 0)));
        all.put("Bool", new Comparison(false, String::equalsIgnoreCase));
        return Map.copyOf(all);
    }

    private static void both(
            Map<String, Comparison> all, String name, String negation, BiPredicate<String, String> test) {
        all.put(name, new Comparison(false, test));
        all.put(negation, new Comparison(true, test));
    }

    private static BiPredicate<String, String> numeric(IntPredicate order) {
        return (policy, actual) -> {
            try {
                return order.test(new BigDecimal(actual).compareTo(new BigDecimal(policy)));
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }
}
