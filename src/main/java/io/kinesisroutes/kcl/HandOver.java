// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;

/**
 * Leaves the shards of a worker to the others at once. The library by itself only stops renewing its leases, so that they
 * lie idle until they have expired, and goes on counting as alive, so that it may be given them again.
 */
record HandOver(Scheduler library, String table, DynamoDbAsyncClient dynamoDb) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    @Override
    public void run() {
        LeaseCoordinator coordinator = library.leaseCoordinator();
        // Noted before the end, which forgets them, and given back after it: a renewal would undo it.
        List<Lease> held = List.copyOf(coordinator.getAssignments());
        library.shutdown();
        forgetWorker(coordinator.workerIdentifier());
        CompletableFuture.allOf(held.stream()
                        .map(lease -> CompletableFuture.runAsync(() -> giveBack(coordinator, lease)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** The leader gives leases to whoever has reported its load of late. */
    private void forgetWorker(String worker) {
        try {
            dynamoDb.deleteItem(delete -> delete.tableName(table).key(Map.of("leaseKey", AttributeValue.fromS(worker))))
                    .join();
        } catch (CompletionException e) {
            LOG.warn(
                    "Worker {} still counts as alive for some seconds: {}",
                    worker,
                    e.getCause().toString());
        }
    }

    private static void giveBack(LeaseCoordinator coordinator, Lease lease) {
        try {
            coordinator.leaseRefresher().evictLease(lease);
        } catch (Exception e) {
            LOG.warn("The lease of {} is free only once it has expired: {}", lease.leaseKey(), e.toString());
        }
    }
}
