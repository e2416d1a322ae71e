// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.access.Permission;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints roles with both their policies. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        description =
                "Prints the role itself, with its trust policy and its permissions, as one thing that the stream's"
                        + " owner can apply.",
        footer = {
            "",
            "To apply it: aws cloudformation deploy --stack-name kinesis-routes --template-file role.json"
                    + " --capabilities CAPABILITY_NAMED_IAM"
        })
final class PolicyRole extends PolicyTask {

    @Mixin
    private SideParameter side;

    @Mixin
    private TrustOptions trust;

    @Mixin
    private KeyOption key;

    @Option(
            names = "--format",
            defaultValue = "cloudformation",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private PolicyFormat format;

    @Override
    Side side(Problems problems) {
        return side.get();
    }

    @Override
    void check(Settings settings, PolicySides sides, Problems problems) {
        sides.requireRole(problems);
        trust.check(settings, sides, problems);
        key.check(sides, problems);
    }

    @Override
    int work(PolicySides sides, Output out) {
        Map<RoleArn, Set<String>> roles = trust.callers(sides);
        Map<Optional<RoleArn>, List<Permission>> permissions = sides.permissions(key.get(), trust.account());
        List<PolicyPrint> documents = new ArrayList<>();
        roles.forEach((role, callers) -> {
            JsonNode policy = PrettyJson.parse(IamPolicies.trustPolicy(callers, trust.names()));
            List<Permission> allowed = permissions.get(Optional.of(role));
            RoleTemplate template = new RoleTemplate(
                    role,
                    RoleTemplate.description(allowed),
                    policy,
                    Optional.of(PrettyJson.parse(IamPolicies.permissionsPolicy(allowed))));
            documents.add(PolicyPrint.of("role", sides.sidesOf(Optional.of(role)), format, template));
            TrustOptions.warnOfLength(policy, out);
        });
        trust.warnOfNames(out);
        sides.noteThoseWithoutRole(out);
        sides.noteThoseShared(out);
        key.note(out);
        PolicyPrint.print(documents, out);
        return 0;
    }
}
