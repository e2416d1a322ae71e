// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints trust policies. */
@Command(
        name = "trust",
        mixinStandardHelpOptions = true,
        description =
                "Prints the trust policy of the role in the account of the stream's owner: it lets this deployment in,"
                        + " with its account name as ExternalId, and nobody else. Of a chain of roles it prints each one's, in the"
                        + " order in which they are assumed: the first trusts this deployment, every other the one before it.")
final class PolicyTrust extends PolicyTask {

    @Mixin
    private SideParameter side;

    @Mixin
    private TrustOptions trust;

    @Option(
            names = "--format",
            defaultValue = "json",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; the last two are a role with this policy and no permissions."
                    + " Default: ${DEFAULT-VALUE}")
    private PolicyFormat format;

    @Override
    Side side(Problems problems) {
        return side.get();
    }

    @Override
    void check(Settings settings, PolicySides sides, Problems problems) {
        sides.requireRole(problems);
        trust.check(settings, sides, problems);
    }

    @Override
    int work(PolicySides sides, Output out) {
        List<PolicyPrint> documents = new ArrayList<>();
        trust.callers(sides).forEach((role, callers) -> {
            Set<Side> users = sides.sidesOf(Optional.of(role));
            JsonNode policy = PrettyJson.parse(IamPolicies.trustPolicy(callers, trust.names()));
            String description = "Lets camel-kinesis-routes in as " + PolicyPrint.sides(users);
            RoleTemplate template = new RoleTemplate(role, description, policy, Optional.empty());
            documents.add(PolicyPrint.of("trust", users, format, template));
            TrustOptions.warnOfLength(policy, out);
        });
        trust.warnOfNames(out);
        sides.noteThoseWithoutRole(out);
        PolicyPrint.print(documents, out);
        return 0;
    }
}
