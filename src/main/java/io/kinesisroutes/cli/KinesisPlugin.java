// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.concurrent.Callable;
import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;
import org.apache.camel.dsl.jbang.core.common.CamelJBangPlugin;
import org.apache.camel.dsl.jbang.core.common.Plugin;
import org.apache.camel.dsl.jbang.core.common.RuntimeUtil;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Brings the commands into the Camel CLI, as {@code camel kinesis check} and so on. */
@CamelJBangPlugin(name = "camel-jbang-plugin-kinesis", firstVersion = "4.17.0")
public final class KinesisPlugin implements Plugin {

    @Override
    public void customize(CommandLine camel, CamelJBangMain main) {
        Forwarded forwarded = new Forwarded(camel);
        CommandSpec kinesis = CommandSpec.wrapWithoutInspection(forwarded).preprocessor(forwarded);
        kinesis.usageMessage().description("Sets up and looks after connections to Kinesis streams.");
        camel.addSubcommand("kinesis", kinesis);
    }

    /**
     * Hands every word behind {@code kinesis} to our own command line. As subcommands of Camel's, ours would have its
     * handlers: a stack trace and exit code 1 where a setting is wrong.
     */
    private static final class Forwarded implements IParameterPreprocessor, Callable<Integer> {

        private final CommandLine camel;
        private final List<String> words = new ArrayList<>();

        Forwarded(CommandLine camel) {
            this.camel = camel;
        }

        @Override
        public boolean preprocess(
                Stack<String> stack, CommandSpec command, ArgSpec argument, Map<String, Object> information) {
            while (!stack.isEmpty()) {
                String word = stack.pop();
                // Camel has read where to download from, wherever it stood.
                if (!word.startsWith("--repo=") && !word.startsWith("--repos=")) {
                    words.add(word);
                }
            }
            return true;
        }

        @Override
        public Integer call() throws Exception {
            // Else Camel's own log comes in between, on standard output.
            RuntimeUtil.configureLog("off", false, false, false, false, null, null);
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // A downloaded plugin has a class loader of its own, and Camel looks for classes and services in this one.
            thread.setContextClassLoader(KinesisPlugin.class.getClassLoader());
            try {
                return KinesisRoutes.commandLine()
                        .setCommandName("camel kinesis")
                        .setOut(camel.getOut())
                        .setErr(camel.getErr())
                        .execute(words.toArray(String[]::new));
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
