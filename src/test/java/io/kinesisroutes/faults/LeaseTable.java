// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The table through which the workers of one scenario share the shards, seen from outside. Thread-safe. */
final class LeaseTable {

    private static final String SHARDS = "shardId-";

    private final DynamoDbClient dynamoDb;
    private final String name;

    LeaseTable(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = dynamoDb;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Of every shard that has one. */
    List<Lease> leases() {
        try {
            return dynamoDb.scanPaginator(request -> request.tableName(name).consistentRead(true)).items().stream()
                    .filter(item -> text(item, "leaseKey").startsWith(SHARDS))
                    .map(LeaseTable::lease)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    private static Lease lease(Map<String, AttributeValue> item) {
        AttributeValue subSequence = item.get("checkpointSubSequenceNumber");
        return new Lease(
                text(item, "leaseKey"),
                text(item, "leaseOwner"),
                text(item, "checkpoint"),
                subSequence == null ? 0 : Long.parseLong(subSequence.n()));
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }
}
