// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.leases.LeaseRefresher;

/**
 * Leaves the shards of a worker to the others at once. The library by itself only stops renewing its leases, so that they
 * lie idle until they have expired, and goes on counting as alive, so that it may be given them again.
 */
record HandOver(Scheduler library, String table, DynamoDbAsyncClient dynamoDb) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    /** The longest wait for DynamoDB. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final int AT_ONCE = 16;

    @Override
    public void run() {
        LeaseCoordinator coordinator = library.leaseCoordinator();
        // Noted before the end, which forgets them, and given back after it: a renewal would undo it.
        List<Lease> held;
        try {
            held = List.copyOf(coordinator.getAssignments());
        } finally {
            // First, and whatever becomes of the rest: nothing is renewed for a worker that reads no more.
            coordinator.stop();
        }
        end();
        forgetWorker();
        giveBack(Stream.concat(held.stream(), unnoticed(held)).toList());
    }

    private void end() {
        try {
            new LibraryEnd(library).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The leader gives leases to whoever has reported its load of late. */
    private void forgetWorker() {
        try {
            dynamoDb.deleteItem(
                            delete -> delete.tableName(table).key(Map.of("leaseKey", AttributeValue.fromS(worker()))))
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Worker {} still counts as alive for some seconds: {}", worker(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the leader gave to this worker of late, and nobody will read for it. */
    private Stream<Lease> unnoticed(List<Lease> held) {
        Set<String> known = held.stream().map(Lease::leaseKey).collect(Collectors.toSet());
        LeaseRefresher leases = library.leaseCoordinator().leaseRefresher();
        try {
            List<Lease> unnoticed = new ArrayList<>();
            for (String key : leases.listLeaseKeysForWorker(worker())) {
                Lease lease = known.contains(key) ? null : leases.getLease(key);
                // Promised, and still read by another worker: that one hands it over once its records are done.
                boolean isPromised = lease != null && lease.checkpointOwner() != null;
                if (lease != null && !isPromised && worker().equals(lease.leaseOwner())) {
                    unnoticed.add(lease);
                }
            }
            return unnoticed.stream();
        } catch (Exception e) {
            LOG.warn("What {} was given of late is free only once it has expired: {}", worker(), e.toString());
            return Stream.empty();
        }
    }

    private String worker() {
        return library.leaseCoordinator().workerIdentifier();
    }

    private void giveBack(List<Lease> held) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            held.forEach(lease -> threads.execute(() -> giveBack(lease)));
            threads.shutdown();
            if (!threads.awaitTermination(ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not all leases in {} are given back; they are free once they have expired", table);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private void giveBack(Lease lease) {
        LeaseRefresher leases = library.leaseCoordinator().leaseRefresher();
        try {
            if (!leases.evictLease(lease)) {
                // Promised to another worker a moment ago, who waits for the end of this one.
                Lease promised = leases.getLease(lease.leaseKey());
                if (promised != null && worker().equals(promised.checkpointOwner())) {
                    leases.evictLease(promised);
                }
            }
        } catch (Exception e) {
            LOG.warn("The lease of {} is free only once it has expired: {}", lease.leaseKey(), e.toString());
        }
    }
}
