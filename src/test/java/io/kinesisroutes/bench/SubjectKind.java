// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.Locale;

/** Who works. */
enum SubjectKind {
    /** Only takes the bytes off the socket: shows what the emulator can serve. */
    EMULATOR,
    /** The SDK alone. */
    RAW,
    /** Our component. */
    OURS,
    /** The component that comes with Camel. */
    STOCK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
