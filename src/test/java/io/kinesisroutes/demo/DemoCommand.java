// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.cli.KinesisRoutes;
import io.kinesisroutes.demo.Ledger.Sent;
import io.kinesisroutes.local.LocalAws;
import java.util.Arrays;
import java.util.stream.Stream;

/** Runs one command on a local AWS with the accounts and the earthquakes of the demo. */
public final class DemoCommand {

    private DemoCommand() {}

    /** Takes what the command line takes, and adds the demo's profile. */
    public static void main(String[] arguments) throws Exception {
        int exitCode;
        try (LocalAws aws = LocalAws.start()) {
            DemoAccounts accounts = new DemoAccounts(aws);
            Publisher.publish(
                    aws, accounts, Sent.damagingSome(Earthquakes.good()).inOrder());
            DemoSettings.set(aws, accounts);
            exitCode = KinesisRoutes.commandLine().execute(withProfile(arguments));
        }
        System.exit(exitCode);
    }

    private static String[] withProfile(String[] arguments) {
        boolean command = arguments.length > 0 && !arguments[0].startsWith("-");
        return command
                ? Stream.concat(Arrays.stream(arguments), Stream.of("--profile=demo"))
                        .toArray(String[]::new)
                : arguments;
    }
}
