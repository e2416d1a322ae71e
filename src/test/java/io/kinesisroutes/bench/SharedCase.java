// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

/** One thing to measure of workers that share a stream. */
interface SharedCase {
    String name();

    void run(Findings findings) throws Exception;
}
