// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.Connection;
import io.kinesisroutes.access.Connection.Endpoints;
import io.kinesisroutes.access.HttpSettings;
import io.kinesisroutes.access.OwnIdentity;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.stream.StreamRef;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.util.ObjectHelper;
import software.amazon.awssdk.regions.Region;

/** Reads from an endpoint's options as whom and where AWS is called. */
final class ConnectionOptions {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final KinesisEndpoint endpoint;
    private final Kinesis2Configuration configuration;
    private final Problems problems;

    ConnectionOptions(KinesisEndpoint endpoint, Problems problems) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.problems = problems;
    }

    Connection read(StreamRef stream) {
        Region region = region(stream);
        Optional<AssumedRole> role = role();
        role.ifPresent(checked -> checkPartition(checked, region));
        OwnIdentity identity = identity();
        checkSuppliedClient(identity);
        return new Connection(identity, role, region, endpoints(), http());
    }

    /** A client brings its own identity and endpoint: one of the two sayings would be ignored without a word. */
    private void checkSuppliedClient(OwnIdentity identity) {
        boolean supplied =
                configuration.getAmazonKinesisClient() != null || configuration.getAmazonKinesisAsyncClient() != null;
        boolean alsoSaid =
                ObjectHelper.isNotEmpty(endpoint.getRoleArn()) || !(identity instanceof OwnIdentity.DefaultChain);
        if (supplied && alsoSaid) {
            problems.add(
                    configuration.getAmazonKinesisClient() != null ? "amazonKinesisClient" : "amazonKinesisAsyncClient",
                    null,
                    "is set together with a role, an access key or a profile, and only one of them can call Kinesis",
                    "Leave the client away, or let it carry the credentials");
        }
    }

    private Optional<AssumedRole> role() {
        if (ObjectHelper.isEmpty(endpoint.getRoleArn())) {
            return Optional.empty();
        }
        String session = ObjectHelper.isEmpty(endpoint.getRoleSessionName()) ? null : endpoint.getRoleSessionName();
        return AssumedRole.of(
                endpoint.getRoleArn(), session, endpoint.getComponent().getExternalId(), problems);
    }

    private Region region(StreamRef stream) {
        String region = configuration.getRegion();
        if (ObjectHelper.isEmpty(region)) {
            return stream.region() == null ? null : known("streamName", stream.region());
        }
        if (!Region.regions().contains(Region.of(region))) {
            return known("region", region);
        }
        if (stream.region() != null && !stream.region().equals(region)) {
            problems.add(
                    "region",
                    region,
                    "is not the region in the stream's ARN, " + stream.region(),
                    "Leave the region away: the ARN says it");
        }
        return Region.of(region);
    }

    private Region known(String option, String region) {
        if (!Region.regions().contains(Region.of(region))) {
            problems.add(option, region, "is not an AWS region", "Example: eu-west-1");
        }
        return Region.of(region);
    }

    private void checkPartition(AssumedRole role, Region region) {
        if (region == null || region.metadata() == null) {
            return;
        }
        String partition = region.metadata().partition().id();
        if (!role.last().partition().equals(partition)) {
            problems.add(
                    "roleArn",
                    role.last().toString(),
                    "is in partition " + role.last().partition() + ", the region " + region + " in " + partition,
                    "A role cannot be assumed across partitions: use a role and a region of one partition");
        }
    }

    private OwnIdentity identity() {
        if (configuration.isUseDefaultCredentialsProvider()) {
            return new OwnIdentity.DefaultChain();
        }
        if (configuration.isUseProfileCredentialsProvider()) {
            return new OwnIdentity.Profile(configuration.getProfileCredentialsName());
        }
        checkCredentialOptions();
        return ObjectHelper.isNotEmpty(configuration.getAccessKey())
                        && ObjectHelper.isNotEmpty(configuration.getSecretKey())
                ? new OwnIdentity.AccessKey(configuration.getAccessKey(), configuration.getSecretKey(), sessionToken())
                : new OwnIdentity.DefaultChain();
    }

    /** What would change nothing is told: the call would go out as somebody else than the user thinks. */
    private void checkCredentialOptions() {
        boolean hasKey = ObjectHelper.isNotEmpty(configuration.getAccessKey());
        boolean hasSecret = ObjectHelper.isNotEmpty(configuration.getSecretKey());
        if (hasKey != hasSecret) {
            problems.add(
                    hasKey ? "secretKey" : "accessKey",
                    null,
                    "is missing: an access key has two parts",
                    "Set both, or none to use the SDK's default chain");
        }
        if (sessionToken() != null && !hasKey && !hasSecret) {
            problems.add(
                    "sessionToken", null, "belongs to an access key, and there is none", "Set accessKey and secretKey");
        }
        if (configuration.isUseSessionCredentials() && sessionToken() == null) {
            problems.add("sessionToken", null, "is missing, useSessionCredentials asks for it", "Set all three parts");
        }
        if (ObjectHelper.isNotEmpty(configuration.getProfileCredentialsName())) {
            problems.add(
                    "profileCredentialsName",
                    configuration.getProfileCredentialsName(),
                    "has no effect by itself",
                    "Set useProfileCredentialsProvider=true");
        }
    }

    private String sessionToken() {
        return ObjectHelper.isEmpty(configuration.getSessionToken()) ? null : configuration.getSessionToken();
    }

    private Endpoints endpoints() {
        boolean named = ObjectHelper.isNotEmpty(configuration.getUriEndpointOverride());
        if (named != configuration.isOverrideEndpoint()) {
            problems.add(
                    named ? "overrideEndpoint" : "uriEndpointOverride",
                    named ? "false" : null,
                    "does not go with " + (named ? "uriEndpointOverride" : "overrideEndpoint=true")
                            + ": the call would go to AWS",
                    "Set both, or none");
        }
        KinesisComponent component = endpoint.getComponent();
        return new Endpoints(
                endpoint("uriEndpointOverride", configuration.getUriEndpointOverride()),
                endpoint("stsUriEndpointOverride", component.getStsUriEndpointOverride()),
                endpoint("dynamoDbUriEndpointOverride", component.getDynamoDbUriEndpointOverride()),
                endpoint("cloudWatchUriEndpointOverride", component.getCloudWatchUriEndpointOverride()));
    }

    private URI endpoint(String option, String text) {
        if (ObjectHelper.isEmpty(text)) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            if ("https".equals(uri.getScheme()) || isLoopback(uri)) {
                return uri;
            }
            problems.add(option, text, "is neither https nor on this machine", "Example: https://kinesis.internal:443");
        } catch (IllegalArgumentException e) {
            problems.add(option, text, "is not a URI: " + e.getMessage(), "Example: https://kinesis.internal:443");
        }
        return null;
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme())
                && uri.getHost() != null
                && LOOPBACK.matcher(uri.getHost()).matches();
    }

    private HttpSettings http() {
        boolean hasHost = ObjectHelper.isNotEmpty(configuration.getProxyHost());
        if (hasHost != (configuration.getProxyPort() != null)) {
            problems.add(
                    hasHost ? "proxyPort" : "proxyHost",
                    null,
                    "is missing: a proxy has a host and a port",
                    "Set both, or none");
            return HttpSettings.DEFAULT;
        }
        return new HttpSettings(hasHost ? proxy() : null, configuration.isTrustAllCertificates());
    }

    private URI proxy() {
        String text = configuration.getProxyProtocol() + "://" + configuration.getProxyHost() + ":"
                + configuration.getProxyPort();
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            problems.add("proxyHost", configuration.getProxyHost(), "is not a host", "Example: proxy.internal");
            return null;
        }
    }
}
