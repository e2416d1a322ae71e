// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command as picocli does, but for secrets: it quotes the words that it does not understand. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] words) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String text = new SecretWords(words).hideIn(e.getMessage());
        err.println(command.getColorScheme().errorText(text));
        if (e instanceof UnmatchedArgumentException unmatched
                && unmatched.getUnmatched().contains("--demo")) {
            err.println("--demo stands before the command: ./kinesis-routes --demo " + command.getCommandName());
        } else if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
