// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The keys and the index that the Kinesis Client Library counts on. It would make the same with two requests and look
 * every ten seconds whether they are done; it takes a table that is there already as it is. Pure.
 */
final class LeaseTableShape {

    static final String KEY = "leaseKey";
    static final String INDEX = "LeaseOwnerToLeaseKeyIndex";

    private static final String OWNER = "leaseOwner";

    private static final List<KeySchemaElement> TABLE_KEYS = List.of(key(KEY, KeyType.HASH));
    private static final List<KeySchemaElement> INDEX_KEYS = List.of(key(OWNER, KeyType.HASH), key(KEY, KeyType.RANGE));

    private LeaseTableShape() {}

    /** What makes table and index at once. */
    static CreateTableRequest request(String name) {
        GlobalSecondaryIndex index = GlobalSecondaryIndex.builder()
                .indexName(INDEX)
                .keySchema(INDEX_KEYS)
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build();
        return CreateTableRequest.builder()
                .tableName(name)
                .keySchema(TABLE_KEYS)
                .attributeDefinitions(string(KEY), string(OWNER))
                .globalSecondaryIndexes(index)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }

    /** Why the library cannot use a table. */
    static Optional<String> problem(TableDescription table) {
        if (!table.keySchema().equals(TABLE_KEYS)
                || !table.attributeDefinitions().contains(string(KEY))) {
            return Optional.of("its key is " + text(table.keySchema()) + ", and not the text " + KEY + " alone.");
        }
        return index(table)
                .filter(index -> !index.keySchema().equals(INDEX_KEYS))
                .map(index -> "its index " + INDEX + " has the key " + text(index.keySchema()) + ", and not "
                        + text(INDEX_KEYS) + ".");
    }

    static boolean hasIndex(TableDescription table) {
        return index(table).isPresent();
    }

    /** Whether the index can be asked; one that is missing is left to the library. */
    static boolean isIndexReady(TableDescription table) {
        return index(table)
                .map(index -> index.indexStatus() == IndexStatus.ACTIVE)
                .orElse(true);
    }

    private static Optional<GlobalSecondaryIndexDescription> index(TableDescription table) {
        return table.globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(INDEX))
                .findFirst();
    }

    private static String text(List<KeySchemaElement> keys) {
        return String.join(
                " and ",
                keys.stream()
                        .map(key -> key.attributeName() + " (" + key.keyTypeAsString() + ")")
                        .toList());
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
