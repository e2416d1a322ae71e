// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.access.Permission;
import io.kinesisroutes.access.RoleArn;
import io.kinesisroutes.config.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the policy of the deployment's own identity. */
@Command(
        name = "caller",
        mixinStandardHelpOptions = true,
        description =
                "Prints what this deployment's own identity must be allowed in its own account: to assume the roles,"
                        + " of a chain the first one, and nothing else.")
final class PolicyCaller extends PolicyTask {

    @Mixin
    private SideParameter side;

    @Override
    Side side(Problems problems) {
        return side.get();
    }

    @Override
    void check(Settings settings, PolicySides sides, Problems problems) {
        sides.requireRole(problems);
    }

    @Override
    int work(PolicySides sides, Output out) {
        Set<RoleArn> roles = sides.firstRoles();
        Set<Side> users = new TreeSet<>();
        roles.forEach(role -> users.addAll(sides.sidesOf(Optional.of(role))));
        String policy = IamPolicies.permissionsPolicy(List.of(Permission.toAssume(List.copyOf(roles))));
        PolicyPrint document =
                new PolicyPrint("caller", Optional.empty(), users, PolicyFormat.JSON, PrettyJson.parse(policy));
        sides.noteThoseWithoutRole(out);
        PolicyPrint.print(List.of(document), out);
        return 0;
    }
}
