// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.cli.KinesisRoutes;
import io.kinesisroutes.demo.Ledger.Sent;
import io.kinesisroutes.local.LocalAws;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs one command on a local AWS with the accounts and the earthquakes of the demo. */
public final class DemoCommand {

    private DemoCommand() {}

    /** Takes what the command line takes, also behind a {@code --demo}, and adds the demo's profile. */
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

    /** The profile stands behind the names of the commands, if the last of them takes one and was given none. */
    static String[] withProfile(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (!words.isEmpty() && words.get(0).equals("--demo")) {
            words.remove(0);
        }
        CommandLine command = KinesisRoutes.commandLine();
        int names = 0;
        while (names < words.size() && command.getSubcommands().containsKey(words.get(names))) {
            command = command.getSubcommands().get(words.get(names));
            names++;
        }
        if (command.getCommandSpec().findOption("--profile") != null
                && words.stream().noneMatch(word -> word.startsWith("--profile"))) {
            words.add(names, "--profile=demo");
        }
        return words.toArray(String[]::new);
    }
}
