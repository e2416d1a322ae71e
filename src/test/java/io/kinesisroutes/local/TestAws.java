// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A server with the SDK's clients for it, all closed together. The clients do not retry: tests want the first answer. */
final class TestAws implements AutoCloseable {
    private final LocalAws server;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    TestAws() {
        this(LocalAwsOptions.defaults());
    }

    TestAws(LocalAwsOptions options) {
        server = LocalAws.start(options);
        opened.push(server);
    }

    LocalAws server() {
        return server;
    }

    URI endpoint() {
        return server.endpoint();
    }

    KinesisClient kinesis(LocalCredentials credentials, String region) {
        return kinesis(credentials.provider(), region);
    }

    KinesisClient kinesis(AwsCredentialsProvider credentials, String region) {
        return opened(KinesisClient.builder()
                .endpointOverride(endpoint())
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build());
    }

    KinesisAsyncClient kinesisAsync(LocalCredentials credentials, String region) {
        return opened(KinesisAsyncClient.builder()
                .endpointOverride(endpoint())
                .region(Region.of(region))
                .credentialsProvider(credentials.provider())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build());
    }

    StsClient sts(LocalCredentials credentials) {
        return opened(StsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials.provider())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build());
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private <T extends AutoCloseable> T opened(T client) {
        opened.push(client);
        return client;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
