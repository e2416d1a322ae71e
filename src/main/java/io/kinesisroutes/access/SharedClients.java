// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.Lazy;

/** What the endpoints of one connection share. Thread-safe but for the count of its users, which its owner guards. */
final class SharedClients implements AutoCloseable {

    private final Connection connection;
    private final AwsCredentialsProvider own;
    private final AwsCredentialsProvider credentials;
    private final Lazy<KinesisClient> kinesis;

    int users;

    SharedClients(Connection connection) {
        this.connection = connection;
        own = connection.identity().provider();
        credentials = connection
                .role()
                .<AwsCredentialsProvider>map(role -> new AssumedRoleCredentials(connection, role, own))
                .orElse(own);
        kinesis = new Lazy<>(this::newKinesis);
    }

    void verifyCredentials() {
        try {
            own.resolveCredentials();
        } catch (SdkClientException e) {
            throw new NoCredentialsException(connection.identity(), e);
        }
        credentials.resolveCredentials();
    }

    KinesisClient kinesis() {
        return kinesis.getValue();
    }

    private KinesisClient newKinesis() {
        return KinesisClient.builder()
                .region(connection.region())
                .credentialsProvider(credentials)
                .endpointOverride(connection.endpoints().kinesis())
                .httpClientBuilder(connection.http().clientBuilder())
                .build();
    }

    @Override
    public void close() {
        if (kinesis.hasValue()) {
            kinesis.getValue().close();
        }
        close(credentials);
        close(own);
    }

    static void close(AwsCredentialsProvider provider) {
        if (provider instanceof AutoCloseable closeable) {
            IoUtils.closeQuietlyV2(closeable, null);
        }
    }
}
