// SPDX-License-Identifier: Apache-2.0
import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The Camel CLI without JBang, as JBang would start it. */
public final class CamelCli {
    public static void main(String[] args) {
        CamelJBangMain.run(args);
    }
}
