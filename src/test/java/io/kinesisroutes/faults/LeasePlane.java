// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB for the whole ledger, a table for each scenario. */
final class LeasePlane implements AutoCloseable {

    private final LocalDynamoDb process;
    private final DynamoDbFront front;
    private final DynamoDbClient client;

    /** @param output takes what DynamoDB says */
    LeasePlane(Path output) throws IOException, InterruptedException {
        process = LocalDynamoDb.start(output);
        front = new DynamoDbFront(process.endpoint());
        client = DynamoDbClient.builder()
                .endpointOverride(process.endpoint())
                .region(Region.of(WorkerOptions.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ledger", "ledger")))
                .build();
    }

    /** For the workers: behind the front. */
    URI endpoint() {
        return front.endpoint();
    }

    /** What the workers' requests meet; what the ledger reads itself goes past it. */
    void answer(DynamoDbFront.Answer answer) {
        front.answer(answer);
    }

    LeaseTable table(String name) {
        return new LeaseTable(client, name);
    }

    @Override
    public void close() {
        client.close();
        front.close();
        process.close();
    }
}
