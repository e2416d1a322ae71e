// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that holds those about IAM policies. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description =
                "Prints the IAM policies that the two accounts need, from the settings of the routes, and compares"
                        + " those they have.",
        footer = {
            "",
            "Standard output holds the documents and nothing else, one after another; what each of them is goes to"
                    + " standard error. With --json all of them are one document.",
            "",
            "For the owner of a stream: kinesis-routes policy role source > role.json"
        },
        subcommands = {
            PolicyTrust.class,
            PolicyPermissions.class,
            PolicyRole.class,
            PolicyCaller.class,
            PolicyCompare.class
        })
final class PolicyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which policy?");
    }
}
