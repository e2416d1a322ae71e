// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import java.util.Map;
import java.util.Optional;

/**
 * Where the positions of one consumer in one stream are kept. Used by one thread at a time; an implementation that several
 * processes can reach keeps all but one of them out, or says in its documentation that it cannot.
 */
public interface CheckpointStore extends AutoCloseable {

    /**
     * The positions of the last {@link #save}.
     *
     * @return by shard id; empty if nothing was ever saved
     * @throws CheckpointException if there is something that cannot be read or trusted
     */
    Optional<Map<String, ShardPosition>> load();

    /**
     * Keeps these positions, all of them or, if it fails, none: when it returns they outlive the process and the machine's
     * power.
     *
     * @throws CheckpointException if they are not kept; the ones before still are
     */
    void save(Map<String, ShardPosition> positions);

    /** Where the positions are, for messages. */
    String describe();

    /** Lets another process in; saves nothing. */
    @Override
    void close();
}
