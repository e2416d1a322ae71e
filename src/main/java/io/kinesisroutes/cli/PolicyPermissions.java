// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.config.Problems;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints policies of permissions. */
@Command(
        name = "permissions",
        mixinStandardHelpOptions = true,
        description =
                "Prints the least that the role must be allowed, on exactly the stream: to read it, or to write it. Of"
                        + " a chain of roles it prints each one's: all but the last may assume the next one and nothing else. Without"
                        + " a role it is what this deployment's own identity needs.")
final class PolicyPermissions extends PolicyTask {

    @Mixin
    private SideParameter side;

    @Mixin
    private KeyOption key;

    @Mixin
    private AccountOption account;

    @Option(
            names = "--format",
            defaultValue = "json",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; the last two add this policy to a role that exists. Default:"
                    + " ${DEFAULT-VALUE}")
    private PolicyFormat format;

    @Override
    Side side(Problems problems) {
        return side.get();
    }

    @Override
    void check(Settings settings, PolicySides sides, Problems problems) {
        if (format != PolicyFormat.JSON) {
            sides.requireRole(problems);
        }
        key.check(sides, problems);
        account.check(problems);
    }

    @Override
    int work(PolicySides sides, Output out) {
        List<PolicyPrint> documents = new ArrayList<>();
        sides.permissions(key.get(), account.get()).forEach((role, permissions) -> {
            JsonNode policy = PrettyJson.parse(IamPolicies.permissionsPolicy(permissions));
            if (role.isPresent()) {
                policy = new PermissionsTemplate(role.get(), RoleTemplate.description(permissions), policy).in(format);
            }
            if (role.isPresent() || format == PolicyFormat.JSON) {
                documents.add(new PolicyPrint("permissions", role, sides.sidesOf(role), format, policy));
            }
        });
        if (format != PolicyFormat.JSON) {
            sides.noteThoseWithoutRole(out);
        }
        sides.noteThoseShared(out);
        key.note(out);
        PolicyPrint.print(documents, out);
        return 0;
    }
}
