// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import picocli.CommandLine.Parameters;

/** Which side a command is about. */
final class SideParameter {

    @Parameters(
            arity = "0..1",
            paramLabel = "source|sink",
            description = "The side that it is about. Default: each that the settings name a stream for.")
    private Side side;

    /** @return {@code null} for both */
    Side get() {
        return side;
    }
}
