// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.List;
import java.util.Locale;

/**
 * Compares a policy of permissions with what is needed. Wildcards that are not needed are too much even where nothing else
 * matches them today; a pair of an action and a resource of another service has no effect and is not told.
 */
public final class PermissionsComparison {

    /** What no condition that is needed asks for. */
    private static final String NOT_NEEDED = "nothing-has-this-name-4f1d";

    private final PolicyDocument given;
    private final List<Permission> needed;
    private final PolicyDiff.Builder diff = new PolicyDiff.Builder();

    private PermissionsComparison(PolicyDocument given, List<Permission> needed) {
        this.given = given;
        this.needed = needed;
    }

    /** What the given policy has too much and too little. */
    public static PolicyDiff compare(PolicyDocument given, List<Permission> needed) {
        PermissionsComparison comparison = new PermissionsComparison(given, needed);
        comparison.findMissing();
        given.allowing().forEach(comparison::findExcess);
        return comparison.diff.build();
    }

    private void findMissing() {
        for (Permission permission : needed) {
            for (String resource : permission.resources()) {
                permission.actions().forEach(action -> findMissing(permission, action, resource));
            }
        }
    }

    private void findMissing(Permission permission, String action, String resource) {
        PolicyRequest plain = PolicyRequest.call(action, resource);
        PolicyRequest request = permission
                .only()
                .map(only -> plain.with(only.key(), only.value()))
                .orElse(plain);
        String what = action + " on " + resource;
        switch (given.verdict(request)) {
            case ALLOWED ->
                permission
                        .only()
                        .filter(only -> isAllowed(plain.with(only.key(), NOT_NEEDED)))
                        .ifPresent(only -> diff.tooMuch(
                                what + " is allowed with any " + only.key() + ", not only " + only.value()));
            case DENIED -> diff.tooLittle(what + " is denied by a Deny statement");
            case NOT_ALLOWED -> diff.tooLittle(what + " is missing");
            case CONDITIONAL ->
                diff.unclear(what + " is allowed only under a condition: "
                        + String.join("; ", given.unknownConditions(request)));
        }
    }

    private boolean isAllowed(PolicyRequest request) {
        PolicyDocument.Verdict verdict = given.verdict(request);
        return verdict == PolicyDocument.Verdict.ALLOWED || verdict == PolicyDocument.Verdict.CONDITIONAL;
    }

    private void findExcess(PolicyStatement statement) {
        if (statement.actions().negated()) {
            diff.tooMuch("NotAction allows every action but " + list(statement.actions()));
        } else {
            statement.actions().patterns().forEach(this::findExcessAction);
        }
        if (statement.resources().negated()) {
            diff.tooMuch("NotResource allows every resource but " + list(statement.resources()));
        } else {
            statement.resources().patterns().forEach(pattern -> findExcessResource(statement, pattern));
        }
        if (!statement.actions().negated() && !statement.resources().negated()) {
            findExcessPairs(statement);
        }
    }

    private void findExcessAction(String pattern) {
        List<String> matched = needed.stream()
                .flatMap(permission -> permission.actions().stream())
                .filter(action -> new PolicyPatterns(List.of(pattern), false).matchesIgnoringCase(action))
                .distinct()
                .toList();
        if (PolicyPatterns.isWildcard(pattern)) {
            diff.tooMuch("action " + pattern + " allows more than " + orNothing(matched));
        } else if (matched.isEmpty()) {
            diff.tooMuch("action " + pattern + " is not needed");
        }
    }

    private void findExcessResource(PolicyStatement statement, String pattern) {
        List<String> matched = needed.stream()
                .flatMap(permission -> permission.resources().stream())
                .filter(resource -> PolicyPatterns.matches(pattern, resource))
                .distinct()
                .toList();
        if (PolicyPatterns.isWildcard(pattern) && !isNeeded(statement.actions(), pattern)) {
            diff.tooMuch("resource " + pattern + " covers more than " + orNothing(matched));
        } else if (matched.isEmpty()) {
            diff.tooMuch("resource " + pattern + " is not needed");
        }
    }

    /** Each of the two is needed, but not together. */
    private void findExcessPairs(PolicyStatement statement) {
        for (String action : statement.actions().patterns()) {
            for (String resource : statement.resources().patterns()) {
                boolean known = isNeededAction(action) && isNeededResource(resource);
                if (known
                        && sameService(action, resource)
                        && !isNeeded(action, resource)
                        && !isDenied(action, resource)) {
                    diff.tooMuch(action + " on " + resource + " is not needed");
                }
            }
        }
    }

    /** Whether a resource is needed as it is written, with its wildcard, for all of some actions that are needed at all. */
    private boolean isNeeded(PolicyPatterns actions, String resource) {
        return !actions.negated()
                && isNeededResource(resource)
                && actions.patterns().stream()
                        .allMatch(action -> isNeeded(action, resource)
                                || !isNeededAction(action) && !PolicyPatterns.isWildcard(action));
    }

    private boolean isNeededAction(String action) {
        return needed.stream().anyMatch(permission -> has(permission, action));
    }

    private boolean isNeededResource(String resource) {
        return needed.stream().anyMatch(permission -> permission.resources().contains(resource));
    }

    private boolean isNeeded(String action, String resource) {
        return needed.stream()
                .anyMatch(permission ->
                        has(permission, action) && permission.resources().contains(resource));
    }

    private boolean isDenied(String action, String resource) {
        return given.verdict(PolicyRequest.call(action, resource)) == PolicyDocument.Verdict.DENIED;
    }

    private static boolean has(Permission permission, String action) {
        return permission.actions().stream().anyMatch(action::equalsIgnoreCase);
    }

    private static boolean sameService(String action, String resource) {
        String service = action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
        boolean role = service.equals("sts") && resource.contains(":iam:");
        return role || resource.contains(":" + service + ":");
    }

    private static String list(PolicyPatterns patterns) {
        return String.join(", ", patterns.patterns());
    }

    private static String orNothing(List<String> matched) {
        return matched.isEmpty() ? "nothing that is needed" : String.join(", ", matched);
    }
}
