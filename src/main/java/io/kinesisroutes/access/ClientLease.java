// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** One endpoint's share in the clients of its {@link Connection}. Thread-safe. */
public final class ClientLease implements AutoCloseable {

    private final SharedClients clients;
    private final Runnable release;
    private final AtomicBoolean open = new AtomicBoolean(true);

    ClientLease(SharedClients clients, Runnable release) {
        this.clients = clients;
        this.release = release;
    }

    /** The client, which {@link #close()} may close: it must not be kept longer than the lease. */
    public KinesisClient kinesis() {
        return clients.kinesis();
    }

    /** The same for calls that do not block, and for what a stream sends by itself; as the same identity. */
    public KinesisAsyncClient kinesisAsync() {
        return clients.kinesisAsync();
    }

    /** For the deployment's own tables, in the region of the stream: as the deployment itself, never through the role. */
    public DynamoDbAsyncClient dynamoDbAsync() {
        return clients.dynamoDbAsync();
    }

    /** For the deployment's own metrics, as {@link #dynamoDbAsync()}. */
    public CloudWatchAsyncClient cloudWatchAsync() {
        return clients.cloudWatchAsync();
    }

    /**
     * Asks AWS for the credentials with which Kinesis will be called, so that a refused role is told at start.
     *
     * @throws NoCredentialsException if the deployment has no credentials of its own
     * @throws StsException if STS refuses the role, with what the two accounts can do, or fails in another way
     * @throws SdkClientException if STS is not reached
     */
    public void verifyCredentials() {
        clients.verifyCredentials();
    }

    /** The region in which Kinesis is called: the configured one, or what the SDK found in the environment. */
    public Region region() {
        return clients.kinesis().serviceClientConfiguration().region();
    }

    /** Gives the share back; a second call does nothing. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            release.run();
        }
    }
}
