// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
        name = "kinesis-routes",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {Check.class, PolicyCommand.class, PreviewCommand.class, ReplayCommand.class},
        description = "Sets up and looks after connections to Kinesis streams, also those in other AWS accounts.",
        footer = {
            "",
            "Exit code: 0 fine, 1 something failed, 2 bad usage or configuration.",
            "Credentials come from where the AWS SDK looks for them: environment variables, ~/.aws, the role of the"
                    + " container or instance.",
            "./kinesis-routes --demo COMMAND works on a local AWS with the streams of the demo."
        })
public final class KinesisRoutes implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands, ready to execute; an instance serves one thread. */
    public static CommandLine commandLine() {
        return new CommandLine(new KinesisRoutes())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
