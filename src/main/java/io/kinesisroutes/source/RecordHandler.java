// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

/** Takes the records of a {@link StreamSource}. Called by one thread at a time for one shard, by several for several. */
@FunctionalInterface
public interface RecordHandler {

    /**
     * Processes one record and returns when it is done.
     *
     * @throws Exception if it is not done: it is given again, before any later record of its shard, for as long as it
     *     takes
     */
    void handle(SourceRecord record) throws Exception;
}
