// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.Optional;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.lifecycle.LeaseGracefulShutdownHandler;

/** The leases as the library keeps them. */
record LibraryLeases(LeaseCoordinator coordinator) implements LeaseBook {

    @Override
    public Optional<Held> held(String shardId) {
        return Optional.ofNullable(coordinator.getCurrentlyHeldLease(shardId))
                .map(lease -> new Held(lease.concurrencyToken(), lease.shutdownRequested()));
    }

    @Override
    public void handOver(String shardId) throws LeasingException {
        LeaseGracefulShutdownHandler.attemptLeaseTransfer(coordinator.getCurrentlyHeldLease(shardId), coordinator);
    }

    @Override
    public void drop(String shardId) {
        // The library looks at the key only.
        Lease lease = new Lease();
        lease.leaseKey(shardId);
        coordinator.dropLease(lease);
    }
}
