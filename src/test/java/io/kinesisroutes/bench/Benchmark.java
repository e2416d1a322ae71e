// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

/** What {@code -Dbench=} names. */
interface Benchmark {
    void run() throws Exception;
}
