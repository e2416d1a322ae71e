// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.kinesis.coordinator.migration.MigrationState;

/** A stream on a local AWS, and a lease table that does not exist yet. */
abstract class LeaseFixture {

    static final StreamRef ORDERS = new StreamRef("orders", null, null);
    static final StartingPosition LATEST =
            StartingPosition.builder().type(ShardIteratorType.LATEST).build();
    static final StartingPosition TRIM_HORIZON =
            StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();

    static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();

    final String name = "consumer-" + UUID.randomUUID();
    final LocalAws aws = LocalAws.start();
    final DynamoDbAsyncClient dynamoDb = DYNAMO.client();
    final LeaseTable table = new LeaseTable(name, dynamoDb);
    LocalStream orders;
    KinesisAsyncClient kinesis;
    KinesisApi api;

    @BeforeEach
    void start() {
        orders = aws.account("111122223333").createStream("eu-west-1", "orders", 2);
        kinesis = kinesis(aws.account("111122223333").user("own"));
        api = api(kinesis);
    }

    @AfterEach
    void stop() {
        kinesis.close();
        dynamoDb.close();
        aws.close();
    }

    KinesisAsyncClient kinesis(LocalCredentials credentials) {
        return KinesisAsyncClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials.provider())
                .httpClient(DynamoDbLocal.HTTP)
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    static KinesisApi api(KinesisAsyncClient client) {
        return SdkKinesisApi.of(ORDERS, client, "the test");
    }

    Preparation preparation(StartingPosition start) {
        return new Preparation(ORDERS, api, table, start);
    }

    static StartingPosition at(Instant time) {
        return StartingPosition.builder()
                .type(ShardIteratorType.AT_TIMESTAMP)
                .timestamp(time)
                .build();
    }

    /** Everything in the table, by key. */
    Map<String, Map<String, AttributeValue>> items() {
        return dynamoDb.scan(scan -> scan.tableName(name).consistentRead(true)).join().items().stream()
                .collect(Collectors.toMap(
                        item -> item.get(LeaseTable.KEY).s(), Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** The shards that are leased, by where their leases begin. */
    Map<String, String> leases() {
        Map<String, Map<String, AttributeValue>> items = items();
        items.remove(FirstStart.KEY);
        items.remove(MigrationState.MIGRATION_HASH_KEY);
        return items.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        item -> item.getValue().get("checkpoint").s(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    TreeSet<String> leased() {
        return new TreeSet<>(leases().keySet());
    }
}
