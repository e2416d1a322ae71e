// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.NoCredentialsException;
import io.kinesisroutes.checkpoint.CheckpointException;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.stream.KinesisFailure;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a person why a command ended; a stack trace only where this program itself is at fault. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Throwable told = told(e);
        if (told == null) {
            e.printStackTrace(command.getErr());
            return ExitCode.SOFTWARE;
        }
        String text = told instanceof IOException ? told.toString() : told.getMessage();
        command.getErr().println(command.getColorScheme().errorText(text));
        return told instanceof ConfigurationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static Throwable told(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException
                    || cause instanceof KinesisFailure
                    || cause instanceof NoCredentialsException
                    || cause instanceof CheckpointException
                    || cause instanceof SdkException
                    || cause instanceof IOException) {
                return cause;
            }
        }
        return null;
    }
}
