// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * The clients of a {@link LeasedSource}, which closes none of them.
 *
 * @param cloudWatch {@code null} for no metrics
 */
public record LeaseClients(
        KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, CloudWatchAsyncClient cloudWatch) {}
