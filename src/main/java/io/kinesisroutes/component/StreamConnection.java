// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.ClientLease;
import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.kcl.LeaseClients;
import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.SdkKinesisApi;
import java.util.List;
import java.util.function.Function;
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
    private static final String SUPPLIED = "the supplied client";

    private final EndpointSettings settings;
    private final Kinesis2Configuration configuration;
    private final ClientLease lease;
    private final KinesisApi api;

    private StreamConnection(KinesisEndpoint endpoint, ClientLease lease) {
        this.settings = endpoint.settings();
        this.configuration = endpoint.getConfiguration();
        this.lease = lease;
        this.api = newApi();
    }

    /**
     * Opens the way; calls nobody yet.
     *
     * @throws ConfigurationException if there is no region, neither in the options nor in the environment
     */
    public static StreamConnection open(KinesisEndpoint endpoint) {
        ClientLease lease = needsLease(endpoint) ? acquire(endpoint) : null;
        try {
            return new StreamConnection(endpoint, lease);
        } catch (RuntimeException e) {
            if (lease != null) {
                lease.close();
            }
            throw e instanceof SdkClientException ? noRegion(endpoint.settings()) : e;
        }
    }

    private static boolean needsLease(KinesisEndpoint endpoint) {
        Kinesis2Configuration configuration = endpoint.getConfiguration();
        LeaseSettings shared = endpoint.settings().consumer().lease();
        return shared == null
                ? configuration.getAmazonKinesisClient() == null && configuration.getAmazonKinesisAsyncClient() == null
                : shared.needsOwnClients(configuration);
    }

    private KinesisApi newApi() {
        if (configuration.getAmazonKinesisClient() != null) {
            return SdkKinesisApi.of(settings.stream(), configuration.getAmazonKinesisClient(), SUPPLIED);
        }
        if (configuration.getAmazonKinesisAsyncClient() != null) {
            return SdkKinesisApi.of(settings.stream(), configuration.getAmazonKinesisAsyncClient(), SUPPLIED);
        }
        return SdkKinesisApi.of(settings.stream(), lease.kinesis(), settings.identityName() + " in " + lease.region());
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
        return settings.streamId(() -> lease.region().id());
    }

    /**
     * The clients of an endpoint with {@code useKclConsumers}, to be used until this is closed. DynamoDB and CloudWatch are
     * called as the deployment itself, whatever role reaches the stream.
     */
    public LeaseClients leaseClients() {
        boolean metrics = settings.consumer().lease().metrics();
        return new LeaseClients(
                suppliedOr(configuration.getAmazonKinesisAsyncClient(), ClientLease::kinesisAsync),
                suppliedOr(configuration.getDynamoDbAsyncClient(), ClientLease::dynamoDbAsync),
                metrics ? suppliedOr(configuration.getCloudWatchAsyncClient(), ClientLease::cloudWatchAsync) : null);
    }

    private <T> T suppliedOr(T supplied, Function<ClientLease, T> own) {
        return supplied == null ? own.apply(lease) : supplied;
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
