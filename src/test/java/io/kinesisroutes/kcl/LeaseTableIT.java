// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The table that is made, found, or refused, on DynamoDB Local. */
class LeaseTableIT extends LeaseFixture {

    private static KeySchemaElement hash(String key) {
        return KeySchemaElement.builder()
                .attributeName(key)
                .keyType(KeyType.HASH)
                .build();
    }

    /** A client that takes the first answer, to save the tests the time of the repetitions. */
    private static DynamoDbAsyncClient once(URI endpoint) {
        return DynamoDbLocal.client(endpoint, override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private CreateTableRequest.Builder keyedBy(String key, ScalarAttributeType type) {
        return CreateTableRequest.builder()
                .tableName(name)
                .keySchema(hash(key))
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(type)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private LeaseTableException refusedWith(String action, String code, int status) {
        try (DynamoDbFront front = new DynamoDbFront(DYNAMO);
                DynamoDbAsyncClient client = once(front.endpoint())) {
            front.refuse(action, code, status);
            LeaseTable refused = new LeaseTable(name, client);
            return assertThrows(
                    LeaseTableException.class, () -> new Preparation(ORDERS, api, refused, TRIM_HORIZON).prepare());
        }
    }

    @Test
    void ensure_noTable_makesItWithItsIndexAndNoCapacityToPayFor() {
        table.ensure();

        TableDescription made =
                dynamoDb.describeTable(ask -> ask.tableName(name)).join().table();
        assertEquals("leaseKey", made.keySchema().get(0).attributeName());
        assertEquals(
                "LeaseOwnerToLeaseKeyIndex",
                made.globalSecondaryIndexes().get(0).indexName());
        assertEquals(BillingMode.PAY_PER_REQUEST, made.billingModeSummary().billingMode());
    }

    @Test
    void ensure_tableThere_leavesItAlone() {
        table.ensure();
        try (DynamoDbFront front = new DynamoDbFront(DYNAMO);
                DynamoDbAsyncClient client = DynamoDbLocal.client(front.endpoint())) {
            new LeaseTable(name, client).ensure();

            assertEquals(List.of("DescribeTable " + name), List.copyOf(front.asked()));
        }
    }

    @Test
    void ensure_tableOfTheLibraryWithoutIndex_isTaken() {
        dynamoDb.createTable(keyedBy("leaseKey", ScalarAttributeType.S).build()).join();

        table.ensure();
    }

    @Test
    void ensure_tableOfAnotherKey_isRefused() {
        dynamoDb.createTable(keyedBy("id", ScalarAttributeType.S).build()).join();

        LeaseTableException e = assertThrows(LeaseTableException.class, table::ensure);

        assertFalse(e.isRetryable());
        assertEquals(
                "The lease table " + name + " in eu-west-1 is not a lease table: its key is id (HASH), and not the text"
                        + " leaseKey alone. Choose another consumerName, which is the table's name, or delete the table if"
                        + " nobody needs it.",
                e.getMessage());
    }

    @Test
    void ensure_tableOfANumericKey_isRefused() {
        dynamoDb.createTable(keyedBy("leaseKey", ScalarAttributeType.N).build()).join();

        assertFalse(assertThrows(LeaseTableException.class, table::ensure).isRetryable());
    }

    @Test
    void ensure_indexOfAnotherKey_isRefused() {
        GlobalSecondaryIndex index = GlobalSecondaryIndex.builder()
                .indexName("LeaseOwnerToLeaseKeyIndex")
                .keySchema(hash("leaseKey"))
                .projection(projection -> projection.projectionType("ALL"))
                .build();
        dynamoDb.createTable(keyedBy("leaseKey", ScalarAttributeType.S)
                        .globalSecondaryIndexes(index)
                        .build())
                .join();

        LeaseTableException e = assertThrows(LeaseTableException.class, table::ensure);

        assertTrue(e.getMessage().contains("its index LeaseOwnerToLeaseKeyIndex has the key leaseKey (HASH)"));
    }

    @Test
    void prepare_leasesOfSomebodyElse_isRefused() {
        table.ensure();
        table.putIfAbsent(List.of(StartShards.lease(api.listShards().get(0), null)));

        LeaseTableException e = assertThrows(LeaseTableException.class, preparation(TRIM_HORIZON)::prepare);

        assertFalse(e.isRetryable());
        assertTrue(e.getMessage().contains("holds leases of an application of another kind"), e.getMessage());
    }

    @Test
    void prepare_createDenied_isRefusedAtOnceAndSaysWho() {
        LeaseTableException e = refusedWith("CreateTable", "AccessDeniedException", 400);

        assertFalse(e.isRetryable());
        assertTrue(
                e.getMessage().startsWith("dynamodb:CreateTable on lease table " + name + " in eu-west-1 is refused: "),
                e.getMessage());
        assertTrue(e.getMessage().contains("as the deployment's own identity"), e.getMessage());
    }

    @Test
    void prepare_eachOtherActionDenied_isRefusedAtOnce() {
        for (String action : List.of("DescribeTable", "GetItem", "Scan", "PutItem", "UpdateItem")) {
            LeaseTableException e = refusedWith(action, "AccessDeniedException", 400);
            assertFalse(e.isRetryable(), action);
            assertTrue(e.getMessage().startsWith("dynamodb:" + action + " on "), e.getMessage());
        }
    }

    @Test
    void prepare_throttledOrFailing_mayPass() {
        assertTrue(refusedWith("PutItem", "ThrottlingException", 400).isRetryable());
        assertTrue(refusedWith("GetItem", "ProvisionedThroughputExceededException", 400)
                .isRetryable());
        assertTrue(refusedWith("Scan", "InternalServerError", 500).isRetryable());
        assertTrue(refusedWith("PutItem", "ResourceNotFoundException", 400).isRetryable());
    }

    @Test
    void ensure_nobodyThere_mayPass() {
        try (DynamoDbAsyncClient client = once(URI.create("http://127.0.0.1:1"))) {
            LeaseTableException e =
                    assertThrows(LeaseTableException.class, () -> new LeaseTable(name, client).ensure());

            assertTrue(e.isRetryable());
        }
    }

    @Test
    void ensure_tableTakesTooLong_mayPass() {
        LeaseTable impatient = new LeaseTable(name, dynamoDb, Duration.ofNanos(1));

        LeaseTableException e = assertThrows(LeaseTableException.class, impatient::ensure);

        assertTrue(e.isRetryable());
        impatient.ensure();
    }

    @Test
    void putIfAbsent_itemThere_leavesIt() {
        table.ensure();
        Map<String, AttributeValue> old =
                Map.of("leaseKey", AttributeValue.fromS("a"), "is", AttributeValue.fromS("old"));
        Map<String, AttributeValue> late =
                Map.of("leaseKey", AttributeValue.fromS("a"), "is", AttributeValue.fromS("new"));
        table.putIfAbsent(List.of(old));

        table.putIfAbsent(List.of(late));

        assertEquals(old, table.item("a"));
        assertEquals(Map.of(), table.item("b"));
    }
}
