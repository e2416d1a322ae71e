// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.access.TrustedPrincipal;
import io.kinesisroutes.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whom a role is to trust, and under which account names. */
final class TrustOptions {

    @Option(
            names = "--account",
            paramLabel = "NAME",
            split = ",",
            description = "An account name that is let in, as ExternalId. May be repeated, or hold several with commas"
                    + " between them. Default: kinesis.account of the settings.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--principal",
            paramLabel = "ACCOUNT",
            description =
                    "Who is trusted: the 12 digits of the AWS account of this deployment, or the ARN of one role or"
                            + " user in it. Default: the account that AWS says this deployment is in.")
    private String principal;

    private Optional<String> ownName = Optional.empty();

    void check(Settings settings, PolicySides sides, Problems problems) {
        ownName = settings.accountName();
        for (String name : accounts) {
            if (!AssumedRole.isExternalId(name)) {
                problems.add(
                        "--account",
                        name,
                        "is not 2 to 1224 letters, digits or any of _ + = , . @ : / -",
                        "Example: --account acme");
            }
        }
        if (principal != null) {
            TrustedPrincipal.of("--principal", principal, problems)
                    .ifPresent(known -> checkPartition(known, sides, problems));
        }
    }

    private void checkPartition(TrustedPrincipal known, PolicySides sides, Problems problems) {
        for (RoleArn role : sides.firstRoles()) {
            if (known.partition() != null && !known.partition().equals(role.partition())) {
                problems.add(
                        "--principal",
                        principal,
                        "is in partition " + known.partition() + ", the role " + role + " in " + role.partition(),
                        "A role cannot be assumed across partitions");
            }
        }
    }

    /** The account of this deployment, where it is given. */
    Optional<String> account() {
        return Optional.ofNullable(principal)
                .flatMap(text -> TrustedPrincipal.of("--principal", text, new Problems()))
                .map(TrustedPrincipal::account);
    }

    /** At least one name: where a role is assumed, the settings have one. */
    Set<String> names() {
        return accounts.isEmpty() ? Set.of(ownName.orElseThrow()) : new LinkedHashSet<>(accounts);
    }

    /** Every role with those who assume it; asks STS for this deployment's account where it is not given. */
    Map<RoleArn, Set<String>> callers(PolicySides sides) {
        return sides.callers(role -> deployment(role, sides));
    }

    private String deployment(RoleArn role, PolicySides sides) {
        if (principal != null) {
            return TrustedPrincipal.of("--principal", principal, new Problems())
                    .orElseThrow()
                    .arn(role);
        }
        String account = sides.own("--principal", "is not given", "Give it: --principal 999988887777")
                .id();
        return IamPolicies.accountRoot(role.partition(), account);
    }

    /** Says where the account names would lock this very deployment out. */
    void warnOfNames(Output out) {
        ownName.filter(name -> !names().contains(name))
                .ifPresent(name -> out.aside("Note: kinesis.account is " + name
                        + ", which this policy does not let in; add --account " + name + "."));
    }

    /** Says where a policy is too long for IAM. */
    static void warnOfLength(JsonNode policy, Output out) {
        long length = policy.toString()
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .count();
        if (length > IamPolicies.TRUST_POLICY_CHARACTERS) {
            out.aside("Note: this policy has " + length + " characters, and IAM takes "
                    + IamPolicies.TRUST_POLICY_CHARACTERS + " unless the owner has that quota raised.");
        }
    }
}
