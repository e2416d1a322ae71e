// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import io.kinesisroutes.access.PolicyCondition.Holds;
import io.kinesisroutes.access.PolicyDocument.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the trust policy of a role with what is needed. Who gets in is found by asking the policy, as STS would, with
 * each account name, with none, with others and with those that its own patterns suggest.
 */
public final class TrustComparison {

    /** Nobody's account name. */
    private static final String ANY_OTHER = "no-account-has-this-name-4f1d";

    /** What IAM shows in place of an ARN once the role or user is gone. */
    private static final Pattern GONE = Pattern.compile("A(RO|ID)A[A-Z0-9]+");

    private final PolicyDocument given;
    private final List<String> callers;
    private final List<String> accountNames;
    private final PolicyDiff.Builder diff = new PolicyDiff.Builder();

    private TrustComparison(PolicyDocument given, List<String> callers, List<String> accountNames) {
        this.given = given;
        this.callers = callers;
        this.accountNames = accountNames;
    }

    /**
     * What the given policy has too much and too little.
     *
     * @param callers ARNs of who must get in, and nobody else
     * @param accountNames each of which must get in as ExternalId, and no other
     */
    public static PolicyDiff compare(PolicyDocument given, List<String> callers, List<String> accountNames) {
        TrustComparison comparison = new TrustComparison(given, callers, accountNames);
        callers.forEach(comparison::findMissing);
        given.allowing().forEach(comparison::findExcess);
        callers.forEach(comparison::findOpen);
        return comparison.diff.build();
    }

    private void findMissing(String caller) {
        boolean named = given.allowing().stream()
                .anyMatch(statement -> statement.isAbout(PolicyRequest.assume(caller, Optional.empty())));
        if (!named) {
            diff.tooLittle("principal " + caller + " is not trusted" + narrower(caller));
            return;
        }
        accountNames.forEach(name -> findMissing(caller, name));
    }

    private void findMissing(String caller, String name) {
        PolicyRequest request = PolicyRequest.assume(caller, Optional.of(name));
        switch (given.verdict(request)) {
            case ALLOWED -> {}
            case DENIED -> diff.tooLittle("account name " + name + " is denied to " + caller + " by a Deny statement");
            case NOT_ALLOWED -> diff.tooLittle("account name " + name + " is missing for " + caller);
            case CONDITIONAL ->
                diff.unclear("account name " + name + " lets " + caller + " in only under a condition: "
                        + String.join("; ", given.unknownConditions(request)));
        }
    }

    private String narrower(String caller) {
        List<String> parts = given.allowing().stream()
                .flatMap(statement -> statement.principals().aws().stream())
                .filter(principal -> PolicyPrincipals.matches(caller, principal))
                .distinct()
                .toList();
        return parts.isEmpty() ? "" : ", only " + String.join(", ", parts);
    }

    private void findExcess(PolicyStatement statement) {
        if (statement.actions().negated()) {
            diff.tooMuch("NotAction allows every action but "
                    + String.join(", ", statement.actions().patterns()));
        } else {
            statement.actions().patterns().forEach(this::findExcessAction);
        }
        if (!statement.actions().matchesIgnoringCase(IamPolicies.ASSUME_ROLE)) {
            return;
        }
        PolicyPrincipals principals = statement.principals();
        if (principals.negated()) {
            diff.tooMuch("NotPrincipal trusts everybody but " + String.join(", ", principals.aws()));
            return;
        }
        principals.aws().forEach(this::findExcessPrincipal);
        principals.others().forEach(other -> diff.tooMuch("principal " + other + " is not needed"));
    }

    private void findExcessAction(String pattern) {
        if (PolicyPatterns.isWildcard(pattern)) {
            diff.tooMuch("action " + pattern + " allows more than " + IamPolicies.ASSUME_ROLE);
        } else if (!pattern.equalsIgnoreCase(IamPolicies.ASSUME_ROLE)) {
            diff.tooMuch("action " + pattern + " is not needed");
        }
    }

    private void findExcessPrincipal(String principal) {
        if (callers.stream().anyMatch(caller -> isSame(principal, caller))) {
            return;
        }
        List<String> wanted = callers.stream()
                .filter(caller -> PolicyPrincipals.matches(principal, caller))
                .toList();
        if (principal.equals(PolicyPrincipals.EVERYBODY)) {
            diff.tooMuch("principal * trusts every AWS account there is");
        } else if (wanted.isEmpty()) {
            boolean gone = GONE.matcher(principal).matches();
            diff.tooMuch("principal " + principal
                    + (gone ? " is the id of a role or user that was deleted" : " is not needed"));
        } else {
            diff.tooMuch("principal " + principal + " is wider than " + String.join(", ", wanted));
        }
    }

    /** The number of an account is its root. */
    private static boolean isSame(String principal, String caller) {
        return principal.equals(caller)
                || TrustedPrincipal.parse(caller)
                        .filter(known -> known.isRoot() && known.account().equals(principal))
                        .isPresent();
    }

    private void findOpen(String caller) {
        List<Optional<String>> open = Stream.of(Optional.<String>empty(), Optional.of(ANY_OTHER))
                .filter(externalId -> letsIn(caller, externalId))
                .toList();
        if (!open.isEmpty()) {
            String how = open.stream()
                    .map(externalId -> externalId.isPresent() ? "with any ExternalId" : "without an ExternalId")
                    .collect(Collectors.joining(" and "));
            diff.tooMuch("OPEN: " + caller + " gets in " + how + why(caller, open));
        }
        if (!open.contains(Optional.of(ANY_OTHER))) {
            otherNames().stream()
                    .filter(name -> letsIn(caller, Optional.of(name.probe())))
                    .forEach(name -> diff.tooMuch(name.sentence()));
        }
    }

    private boolean letsIn(String caller, Optional<String> externalId) {
        Verdict verdict = given.verdict(PolicyRequest.assume(caller, externalId));
        return verdict == Verdict.ALLOWED || verdict == Verdict.CONDITIONAL;
    }

    private String why(String caller, List<Optional<String>> open) {
        List<String> conditions = given.allowing().stream()
                .filter(statement -> open.stream()
                        .map(externalId -> PolicyRequest.assume(caller, externalId))
                        .anyMatch(request -> statement.covers(request) != Holds.NO))
                .map(PolicyStatement::externalIdText)
                .distinct()
                .toList();
        return conditions.contains("")
                ? ", a statement has no condition that asks for one"
                : ", as " + String.join(" and ", conditions) + " lets it";
    }

    /** An account name to try, and what to say if it gets in. */
    private record Other(String probe, String sentence) {}

    private List<Other> otherNames() {
        List<Other> others = new ArrayList<>();
        for (String value : writtenNames()) {
            if (PolicyPatterns.isWildcard(value)) {
                others.add(new Other(otherLike(value), "account names like " + value + " get in, not only " + names()));
            } else {
                others.add(new Other(value, "account name " + value + " is not needed"));
            }
        }
        accountNames.forEach(name -> others.add(
                new Other(swapCase(name), "account name " + name + " gets in however its letters' case is written")));
        return others.stream()
                .filter(other -> !accountNames.contains(other.probe()))
                .toList();
    }

    /** A name that fits the pattern and is nobody's; one of the letters is enough, as there are more than names. */
    private String otherLike(String pattern) {
        for (char letter = '0'; ; letter++) {
            String probe = pattern.replace("*", letter + "7q").replace('?', letter);
            if (!accountNames.contains(probe)) {
                return probe;
            }
        }
    }

    private List<String> writtenNames() {
        return given.statements().stream()
                .flatMap(statement -> statement.conditions().stream())
                .filter(PolicyCondition::isExternalId)
                .flatMap(condition -> condition.values().stream())
                .distinct()
                .toList();
    }

    private String names() {
        return String.join(", ", accountNames);
    }

    private static String swapCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }
}
