// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * What the KCL wants to be given. They live as long as the process.
 *
 * @param cloudWatch never called, as metrics are off
 */
record WorkerClients(KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, CloudWatchAsyncClient cloudWatch) {

    static WorkerClients of(WorkerOptions options) {
        return new WorkerClients(
                set(KinesisAsyncClient.builder(), options, options.kinesis()).build(),
                set(DynamoDbAsyncClient.builder(), options, options.dynamoDb()).build(),
                set(CloudWatchAsyncClient.builder(), options, options.dynamoDb())
                        .build());
    }

    private static <B extends AwsClientBuilder<B, C>, C> B set(B builder, WorkerOptions options, String endpoint) {
        return builder.endpointOverride(URI.create(endpoint))
                .region(Region.of(WorkerOptions.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(options.accessKey(), options.secretKey())));
    }
}
