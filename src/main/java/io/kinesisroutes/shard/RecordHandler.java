// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import java.util.List;

/** Takes the records of a source. Called by one thread at a time for one shard, by several for several. */
@FunctionalInterface
public interface RecordHandler {

    /**
     * Begins to process records; may return before they are done.
     *
     * @param records at least one, of one shard, in order
     * @param completion must be called exactly once, by any thread, also before this method returns
     */
    void handle(List<SourceRecord> records, Completion completion);

    /** Says how the processing ended. Thread-safe. */
    @FunctionalInterface
    interface Completion {

        /**
         * @param failure {@code null} if the records are done; else they are given again, after a while, for as long as it
         *     takes, and no later record of their shard is handed over before they are done
         */
        void done(Throwable failure);
    }
}
