// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.Lazy;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** What the endpoints of one connection share. Thread-safe but for the count of its users, which its owner guards. */
final class SharedClients implements AutoCloseable {

    private final Connection connection;
    private final AwsCredentialsProvider own;
    private final AwsCredentialsProvider credentials;
    private final Lazy<KinesisClient> kinesis;
    private final Lazy<KinesisAsyncClient> kinesisAsync;
    private final Lazy<DynamoDbAsyncClient> dynamoDbAsync;
    private final Lazy<CloudWatchAsyncClient> cloudWatchAsync;

    int users;

    SharedClients(Connection connection) {
        this.connection = connection;
        own = connection.identity().provider();
        credentials = connection
                .role()
                .<AwsCredentialsProvider>map(role -> new AssumedRoleCredentials(connection, role, own))
                .orElse(own);
        kinesis = new Lazy<>(this::newKinesis);
        kinesisAsync = new Lazy<>(this::newKinesisAsync);
        dynamoDbAsync = new Lazy<>(this::newDynamoDbAsync);
        cloudWatchAsync = new Lazy<>(this::newCloudWatchAsync);
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

    KinesisAsyncClient kinesisAsync() {
        return kinesisAsync.getValue();
    }

    DynamoDbAsyncClient dynamoDbAsync() {
        return dynamoDbAsync.getValue();
    }

    CloudWatchAsyncClient cloudWatchAsync() {
        return cloudWatchAsync.getValue();
    }

    private KinesisClient newKinesis() {
        return KinesisClient.builder()
                .region(connection.region())
                .credentialsProvider(credentials)
                .endpointOverride(connection.endpoints().kinesis())
                .httpClientBuilder(connection.http().clientBuilder())
                .build();
    }

    private KinesisAsyncClient newKinesisAsync() {
        return KinesisAsyncClient.builder()
                .region(connection.region())
                .credentialsProvider(credentials)
                .endpointOverride(connection.endpoints().kinesis())
                .httpClientBuilder(connection.http().subscribingClientBuilder())
                .build();
    }

    /** One identity for each plane: the role is for the stream of somebody else, the table is the deployment's. */
    private DynamoDbAsyncClient newDynamoDbAsync() {
        return DynamoDbAsyncClient.builder()
                .region(connection.region())
                .credentialsProvider(own)
                .endpointOverride(connection.endpoints().dynamoDb())
                .httpClientBuilder(connection.http().asyncClientBuilder())
                .build();
    }

    private CloudWatchAsyncClient newCloudWatchAsync() {
        return CloudWatchAsyncClient.builder()
                .region(connection.region())
                .credentialsProvider(own)
                .endpointOverride(connection.endpoints().cloudWatch())
                .httpClientBuilder(connection.http().asyncClientBuilder())
                .build();
    }

    @Override
    public void close() {
        Stream.of(kinesis, kinesisAsync, dynamoDbAsync, cloudWatchAsync)
                .filter(Lazy::hasValue)
                .map(Lazy::getValue)
                .forEach(SdkAutoCloseable::close);
        close(credentials);
        close(own);
    }

    static void close(AwsCredentialsProvider provider) {
        if (provider instanceof AutoCloseable closeable) {
            IoUtils.closeQuietlyV2(closeable, null);
        }
    }
}
