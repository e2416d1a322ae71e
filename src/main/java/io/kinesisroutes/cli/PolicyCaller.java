// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.IamPolicies;
import io.kinesisroutes.config.Problems;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the policy of the deployment's own identity. */
@Command(
        name = "caller",
        mixinStandardHelpOptions = true,
        description =
                "Prints what this deployment's own identity must be allowed: to assume the roles, of a chain the first"
                        + " one; for a source that is shared, its lease table; what a side without a role asks of its"
                        + " stream; and nothing else.")
final class PolicyCaller extends PolicyTask {

    @Mixin
    private SideParameter side;

    @Mixin
    private AccountOption account;

    @Mixin
    private KeyOption key;

    @Override
    Side side(Problems problems) {
        return side.get();
    }

    @Override
    void check(Settings settings, PolicySides sides, Problems problems) {
        if (!sides.isShared()) {
            sides.requireRole(problems);
        }
        account.check(problems);
        key.check(sides, problems);
        if (key.get().isPresent() && sides.sidesOf(Optional.empty()).isEmpty()) {
            problems.add(
                    "--kms-key",
                    key.get().get(),
                    "is of a stream that a role calls, and whose policies must allow it",
                    "Leave it away; policy permissions --kms-key prints those");
        }
    }

    @Override
    int work(PolicySides sides, Output out) {
        String policy = IamPolicies.permissionsPolicy(sides.own(key.get(), account.get()));
        PolicyPrint document =
                new PolicyPrint("caller", Optional.empty(), sides.all(), PolicyFormat.JSON, PrettyJson.parse(policy));
        sides.noteThoseWithoutRole(out);
        key.note(out);
        PolicyPrint.print(List.of(document), out);
        return 0;
    }
}
