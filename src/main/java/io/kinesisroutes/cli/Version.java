// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import picocli.CommandLine.IVersionProvider;

/** What the jar's manifest says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"camel-kinesis-routes " + (version == null ? "(not packaged)" : version)};
    }
}
