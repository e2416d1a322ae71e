// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

/** Reads a stream from its beginning, once for each round. */
@FunctionalInterface
interface Subject {
    /** Starts the meter when everything is there that can be made before reading, and returns when it has ended. */
    void read(RoundSpec spec, Meter meter) throws Exception;
}
