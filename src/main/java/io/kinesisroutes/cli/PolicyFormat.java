// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.Locale;

/** In which form the owner of a stream takes a role. */
enum PolicyFormat {
    JSON,
    CLOUDFORMATION,
    TERRAFORM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
