// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.nio.file.Path;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** The component that a route uses, and the addresses that it reads from and writes to. */
interface SourceRoute {
    Kinesis2Component component(RoundSpec.Access access);

    /** @param checkpoints an empty directory */
    String uri(RoundSpec spec, Path checkpoints);

    /** What an element of a list body is: a message with its own key, or, where that is not understood, its bytes. */
    boolean listsMessages();

    /** The address that it writes to. */
    String target(RoundSpec spec);
}
