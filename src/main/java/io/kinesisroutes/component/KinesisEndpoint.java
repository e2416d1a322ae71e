// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.ClientLease;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.SdkKinesisApi;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.component.aws2.kinesis.Kinesis2Endpoint;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Carry records in and out of a Kinesis stream, also one in another AWS account, at least once.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "kinesis-routes",
        extendsScheme = "aws2-kinesis",
        title = "Kinesis Routes",
        syntax = "kinesis-routes:streamName",
        category = {Category.CLOUD, Category.MESSAGING},
        headersClass = KinesisHeaders.class)
public class KinesisEndpoint extends Kinesis2Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisEndpoint.class);

    @UriParam(
            label = "security",
            description = "The role through which the stream is reached, for example"
                    + " arn:aws:iam::111122223333:role/OrdersReader. Several with commas between them are a chain: each is"
                    + " assumed by the one before. Without it the deployment's own identity calls Kinesis.")
    private String roleArn;

    @UriParam(
            label = "security",
            description = "The name of the role's session, as the owner of the stream sees it in CloudTrail. Default:"
                    + " kinesis-routes- and the account name.")
    private String roleSessionName;

    @UriParam(
            label = "common",
            enums = "json",
            defaultValue = "json",
            description = "What the records hold. JSON is the only format.")
    private String format = "json";

    @UriParam(
            label = "producer",
            defaultValue = "120000",
            description = "How long records that AWS does not take are sent again before the exchange fails, in"
                    + " milliseconds.")
    private long deliveryTimeoutMillis = 120_000;

    private static final String SUPPLIED = "the supplied client";

    private EndpointSettings settings;
    private ClientLease lease;

    KinesisEndpoint(String uri, Kinesis2Configuration configuration, KinesisComponent component) {
        super(uri, configuration, component);
    }

    /** Reads the options once they are all set. */
    void check(Problems problems) {
        settings = EndpointSettings.of(this, problems);
    }

    EndpointSettings settings() {
        return settings;
    }

    /** The stream, called as the identity of this endpoint; for as long as the endpoint is started. */
    KinesisApi api() {
        Kinesis2Configuration configuration = getConfiguration();
        if (lease != null) {
            return SdkKinesisApi.of(settings.stream(), lease.kinesis(), settings.identityName());
        }
        return configuration.getAmazonKinesisClient() != null
                ? SdkKinesisApi.of(settings.stream(), configuration.getAmazonKinesisClient(), SUPPLIED)
                : SdkKinesisApi.of(settings.stream(), configuration.getAmazonKinesisAsyncClient(), SUPPLIED);
    }

    /**
     * Lets a route start only with an identity that AWS accepts; when AWS cannot be asked now, the route starts and asks
     * again when it calls Kinesis.
     */
    void proveIdentity() {
        if (lease == null) {
            return;
        }
        try {
            lease.proveIdentity();
        } catch (SdkException e) {
            KinesisFailure failure = FailureClassifier.classify("Credentials for " + settings.identityName(), e);
            if (!failure.isPassing()) {
                throw failure;
            }
            LOG.warn("{} starts although AWS cannot tell yet who we are: {}", this, failure.getMessage());
        }
    }

    /** What the ids of the records begin with. */
    String streamId() {
        return settings.streamId(lease == null ? null : lease.region().id());
    }

    @Override
    protected void doStart() {
        if (!usesSuppliedClient()) {
            lease = getComponent().clients().acquire(settings.connection());
        }
    }

    /** Camel may find a client in the registry by itself: that one is not the role that was asked for. */
    private boolean usesSuppliedClient() {
        return settings.connection().role().isEmpty()
                && (getConfiguration().getAmazonKinesisClient() != null
                        || getConfiguration().getAmazonKinesisAsyncClient() != null);
    }

    @Override
    public void doStop() {
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    @Override
    public Producer createProducer() {
        return new KinesisProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        KinesisConsumer consumer = new KinesisConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public KinesisComponent getComponent() {
        return (KinesisComponent) super.getComponent();
    }

    public String getRoleArn() {
        return roleArn;
    }

    public void setRoleArn(String roleArn) {
        this.roleArn = roleArn;
    }

    public String getRoleSessionName() {
        return roleSessionName;
    }

    public void setRoleSessionName(String roleSessionName) {
        this.roleSessionName = roleSessionName;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public long getDeliveryTimeoutMillis() {
        return deliveryTimeoutMillis;
    }

    public void setDeliveryTimeoutMillis(long deliveryTimeoutMillis) {
        this.deliveryTimeoutMillis = deliveryTimeoutMillis;
    }
}
