// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.kcl.DynamoDbFront;
import io.kinesisroutes.kcl.DynamoDbLocal;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB for the whole ledger, a table for each scenario. */
final class LeasePlane implements AutoCloseable {

    private final DynamoDbLocal dynamoDb = DynamoDbLocal.start();
    private final DynamoDbFront front = new DynamoDbFront(dynamoDb);
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(dynamoDb.endpoint())
            .region(Region.of(WorkerOptions.REGION))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ledger", "ledger")))
            .build();

    /** What the workers reach; what the ledger reads itself goes past it. */
    DynamoDbFront front() {
        return front;
    }

    LeaseTable table(String name) {
        return new LeaseTable(client, name);
    }

    @Override
    public void close() {
        client.close();
        front.close();
        dynamoDb.close();
    }
}
