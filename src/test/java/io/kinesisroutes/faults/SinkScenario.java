// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/**
 * What is done to a sink while it writes: one line of the ledger for each subject.
 *
 * @param name unique
 * @param isQuick whether it belongs to the short run
 */
record SinkScenario(String name, boolean isQuick, SinkSetup setup, Play play) {

    /** Sends and does the harm; returns once everything was handed to the sink. */
    @FunctionalInterface
    interface Play {
        void on(SinkStage stage) throws Exception;
    }
}
