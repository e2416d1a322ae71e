// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * How AWS is reached over HTTP.
 *
 * @param proxy {@code null} for the one that the JVM's properties or the environment name, if they name one
 * @param trustAllCertificates only for an endpoint of one's own with a certificate that nobody signed
 */
public record HttpSettings(URI proxy, boolean trustAllCertificates) {

    /** As the environment says; certificates are checked. */
    public static final HttpSettings DEFAULT = new HttpSettings(null, false);

    /** GetRecords answers up to 10 MiB and may be held back for 5 s by AWS; the SDK's 30 s leave room for both. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_CONNECTIONS = 256;

    /** As the Kinesis Client Library has them: a subscription sends events of up to 1 MiB. */
    private static final int SUBSCRIPTION_WINDOW_BYTES = 512 * 1024;

    private static final Duration PING_PERIOD = Duration.ofSeconds(60);

    /** For a client that closes what it builds from this. */
    SdkHttpClient.Builder<?> clientBuilder() {
        ApacheHttpClient.Builder builder = ApacheHttpClient.builder()
                .socketTimeout(SOCKET_TIMEOUT)
                .maxConnections(MAX_CONNECTIONS)
                // To ask whether a body is welcome would cost each request one more round trip.
                .expectContinueEnabled(false);
        if (proxy != null) {
            builder.proxyConfiguration(
                    ProxyConfiguration.builder().endpoint(proxy).build());
        }
        return trustAllCertificates ? new TrustingBuilder(builder) : builder;
    }

    /** The same for calls that do not block. */
    SdkAsyncHttpClient.Builder<?> asyncClientBuilder() {
        return trusting(nettyBuilder().maxConcurrency(MAX_CONNECTIONS));
    }

    /** The same for calls that share connections and stay open while a shard sends its records. */
    SdkAsyncHttpClient.Builder<?> subscribingClientBuilder() {
        return trusting(nettyBuilder()
                // Each subscription counts, for as long as it lasts; what bounds them is the number of shards.
                .maxConcurrency(Integer.MAX_VALUE)
                .http2Configuration(http2 ->
                        http2.initialWindowSize(SUBSCRIPTION_WINDOW_BYTES).healthCheckPingPeriod(PING_PERIOD)));
    }

    private NettyNioAsyncHttpClient.Builder nettyBuilder() {
        NettyNioAsyncHttpClient.Builder builder = NettyNioAsyncHttpClient.builder();
        if (proxy != null) {
            builder.proxyConfiguration(software.amazon.awssdk.http.nio.netty.ProxyConfiguration.builder()
                    .scheme(proxy.getScheme())
                    .host(proxy.getHost())
                    .port(proxy.getPort())
                    .build());
        }
        return builder;
    }

    private SdkAsyncHttpClient.Builder<?> trusting(NettyNioAsyncHttpClient.Builder builder) {
        return trustAllCertificates ? new TrustingAsyncBuilder(builder) : builder;
    }

    private static AttributeMap trusting(AttributeMap defaults) {
        AttributeMap trusting = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                .build();
        return trusting.merge(defaults);
    }

    private record TrustingBuilder(ApacheHttpClient.Builder builder) implements SdkHttpClient.Builder<TrustingBuilder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return builder.buildWithDefaults(trusting(defaults));
        }
    }

    private record TrustingAsyncBuilder(NettyNioAsyncHttpClient.Builder builder)
            implements SdkAsyncHttpClient.Builder<TrustingAsyncBuilder> {
        @Override
        public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
            return builder.buildWithDefaults(trusting(defaults));
        }
    }
}
