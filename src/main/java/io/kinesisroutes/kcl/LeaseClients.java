// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * What the Kinesis Client Library calls AWS with. Nobody here closes them.
 *
 * @param kinesis as who may read the stream
 * @param dynamoDb as who owns the lease table
 * @param cloudWatch as who owns the metrics; {@code null} for none
 */
public record LeaseClients(
        KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, CloudWatchAsyncClient cloudWatch) {}
