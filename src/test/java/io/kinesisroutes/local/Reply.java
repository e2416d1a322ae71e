// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.io.IOException;

/** The output of an operation, written in whichever encoding was asked for. */
@FunctionalInterface
interface Reply {
    /** The output of operations that have none: an empty body. */
    Reply EMPTY = out -> {};

    void write(ReplyWriter out) throws IOException;

    /** Roughly how many bytes will be written. */
    default int sizeHint() {
        return 512;
    }
}
