// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

/** What is done to a source while it reads: one line of the ledger for each subject. Stateless. */
interface Scenario {

    /** Unique. */
    String name();

    Setup setup();

    /** Whether it belongs to the short run. */
    default boolean isQuick() {
        return true;
    }

    /** Publishes, starts the subject and does the harm; returns once everything is published and the subject runs. */
    void play(Stage stage) throws Exception;
}
