// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.nio.file.Path;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** The component that a route reads through, and the address that it reads from. */
interface SourceRoute {
    Kinesis2Component component();

    /** @param checkpoints an empty directory */
    String uri(RoundSpec spec, Path checkpoints);
}
