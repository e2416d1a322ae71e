// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.Optional;
import java.util.UUID;
import software.amazon.kinesis.leases.exceptions.LeasingException;

/** Which leases this worker holds, as its memory says at this moment; asks nobody. Thread-safe. */
interface LeaseBook {

    /**
     * The lease of a shard, unless another worker has it, or may have it because it was not renewed in time.
     */
    Optional<Held> held(String shardId);

    /**
     * Gives a lease that is asked for to the worker that it is promised to; does nothing with another.
     *
     * @throws LeasingException if that cannot be written now
     */
    void handOver(String shardId) throws LeasingException;

    /** Holds the lease no longer: the library ends the reading of the shard, and any worker may take it. */
    void drop(String shardId);

    /**
     * @param token another one each time that the lease is taken
     * @param isAskedFor whether it is to be handed over to another worker
     */
    record Held(UUID token, boolean isAskedFor) {}
}
