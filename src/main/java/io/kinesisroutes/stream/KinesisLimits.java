// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.stream;

/** placeholder */
public final class KinesisLimits {
    private KinesisLimits() {}
}
