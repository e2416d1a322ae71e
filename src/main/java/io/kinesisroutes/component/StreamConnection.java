// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.ClientLease;
import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.SdkKinesisApi;
import java.util.List;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The way of one consumer, producer or command to its stream, called as the identity of its endpoint. Thread-safe. A
 * client that the user supplied is used and left open; others go back when this is closed.
 */
public final class StreamConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

    private final EndpointSettings settings;
    private final ClientLease lease;
    private final KinesisApi api;

    private StreamConnection(EndpointSettings settings, ClientLease lease, KinesisApi api) {
        this.settings = settings;
        this.lease = lease;
        this.api = api;
    }

    /**
     * Opens the way; calls nobody yet.
     *
     * @throws ConfigurationException if there is no region, neither in the options nor in the environment
     */
    public static StreamConnection open(KinesisEndpoint endpoint) {
        Kinesis2Configuration configuration = endpoint.getConfiguration();
        EndpointSettings settings = endpoint.settings();
        if (configuration.getAmazonKinesisClient() != null) {
            return new StreamConnection(
                    settings,
                    null,
                    SdkKinesisApi.of(settings.stream(), configuration.getAmazonKinesisClient(), "the supplied client"));
        }
        if (configuration.getAmazonKinesisAsyncClient() != null) {
            return new StreamConnection(
                    settings,
                    null,
                    SdkKinesisApi.of(
                            settings.stream(), configuration.getAmazonKinesisAsyncClient(), "the supplied client"));
        }
        ClientLease lease = acquire(endpoint);
        try {
            String identity = settings.identityName() + " in " + lease.region();
            return new StreamConnection(
                    settings, lease, SdkKinesisApi.of(settings.stream(), lease.kinesis(), identity));
        } catch (SdkClientException e) {
            lease.close();
            throw noRegion(settings);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static ClientLease acquire(KinesisEndpoint endpoint) {
        try {
            return endpoint.getComponent().clients().acquire(endpoint.settings().connection());
        } catch (SdkClientException e) {
            // The client that assumes a role wants a region at once.
            throw noRegion(endpoint.settings());
        }
    }

    private static ConfigurationException noRegion(EndpointSettings settings) {
        return new ConfigurationException(
                "aws2-kinesis:" + settings.stream(),
                List.of(new Problem("region", null, OwnAccount.NO_REGION, "Example: eu-west-1")));
    }

    /** Calls the stream until this is closed. */
    public KinesisApi api() {
        return api;
    }

    /** What the ids of the records begin with. */
    public String streamId() {
        return settings.streamId(lease == null ? null : lease.region().id());
    }

    /**
     * Lets a route start only with an identity that AWS accepts; when AWS cannot be asked now, the route starts and asks
     * again when it calls Kinesis.
     */
    void verifyCredentials() {
        if (lease == null) {
            return;
        }
        try {
            lease.verifyCredentials();
        } catch (SdkException e) {
            KinesisFailure failure = FailureClassifier.classify("Credentials for " + settings.identityName(), e);
            if (!failure.isRetryable()) {
                throw failure;
            }
            LOG.warn("{} starts although AWS cannot tell yet who we are: {}", settings.stream(), failure.getMessage());
        }
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
