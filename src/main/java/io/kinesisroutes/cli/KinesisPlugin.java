// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;
import org.apache.camel.dsl.jbang.core.common.CamelJBangPlugin;
import org.apache.camel.dsl.jbang.core.common.Plugin;
import picocli.CommandLine;

/** Brings the commands into the Camel CLI, as {@code camel kinesis check} and so on. */
@CamelJBangPlugin(name = "camel-jbang-plugin-kinesis", firstVersion = "1.0.0")
public final class KinesisPlugin implements Plugin {

    @Override
    public void customize(CommandLine camel, CamelJBangMain main) {
        camel.addSubcommand("kinesis", KinesisRoutes.commandLine());
    }
}
