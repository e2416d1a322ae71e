// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.FailureClassifier;
import io.kinesisroutes.stream.KinesisApi;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.stream.StreamRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.utils.CompletableFutureUtils;
import software.amazon.kinesis.leases.EntityType;

/**
 * Looks at what the workers of a consumer share, using one right at a time, for who checks the access. Nothing is changed
 * but by {@link #put()}, {@link #update()} and {@link #delete()}. Its methods block, for {@link #PATIENCE} at most, and
 * throw {@link KinesisFailure}s whose cause is the SDK's exception. Thread-safe.
 */
public final class LeaseTableLook {

    /** How long one question may take, with the SDK's own repetitions. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The key of the item that is written on request; no shard and no worker has it. */
    public static final String PROBE_KEY = "kinesis-routes check";

    private static final AwsRequestOverrideConfiguration IN_TIME =
            AwsRequestOverrideConfiguration.builder().apiCallTimeout(PATIENCE).build();

    private static final Map<String, AttributeValue> PROBE = Map.of(LeaseTable.KEY, AttributeValue.fromS(PROBE_KEY));

    private final String name;
    private final DynamoDbAsyncClient dynamoDb;
    private final KinesisAsyncClient kinesis;

    /** @param consumer the name of the lease table */
    public LeaseTableLook(String consumer, LeaseClients clients) {
        this.name = consumer;
        this.dynamoDb = clients.dynamoDb();
        this.kinesis = clients.kinesis();
    }

    /** What a table is like, for {@link #problem}. */
    public TableDescription describe(String table) {
        return call(
                        "DescribeTable",
                        () -> dynamoDb.describeTable(ask -> ask.tableName(table).overrideConfiguration(IN_TIME)))
                .table();
    }

    /** Why the workers cannot use a table that is like this. */
    public static Optional<String> problem(TableDescription table) {
        return LeaseTableShape.problem(table)
                .or(() -> LeaseTableShape.hasIndex(table)
                        ? Optional.empty()
                        : Optional.of("it has no index " + LeaseTableShape.INDEX + "."));
    }

    /** Whether a table that has no {@link #problem} can be used at this moment. */
    public static boolean isReady(TableDescription table) {
        return switch (table.tableStatus()) {
            case ACTIVE, UPDATING -> LeaseTableShape.isIndexReady(table);
            default -> false;
        };
    }

    /** Whether shards of some stream are leased. */
    public boolean holdsLeases() {
        return !call(
                        "Scan",
                        () -> dynamoDb.scan(scan -> scan.tableName(name)
                                .filterExpression("attribute_exists(checkpoint)")
                                .overrideConfiguration(IN_TIME)))
                .items()
                .isEmpty();
    }

    /** How many leases the index has of a worker that there is not: none. */
    public int find() {
        return call(
                        "Query",
                        () -> dynamoDb.query(query -> query.tableName(name)
                                .indexName(LeaseTableShape.INDEX)
                                .keyConditionExpression("leaseOwner = :nobody")
                                .expressionAttributeValues(Map.of(":nobody", AttributeValue.fromS(PROBE_KEY)))
                                .overrideConfiguration(IN_TIME)))
                .count();
    }

    /** The first start of all; empty if there was none. */
    public Optional<Beginning> beginning() {
        Map<String, AttributeValue> item = call(
                        "GetItem",
                        () -> dynamoDb.getItem(get -> get.tableName(name)
                                .key(Map.of(LeaseTable.KEY, AttributeValue.fromS(FirstStart.KEY)))
                                .overrideConfiguration(IN_TIME)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(new Beginning(FirstStart.of(item)));
    }

    /** What the first worker of all settled for the others. */
    public final class Beginning {

        private final FirstStart first;

        private Beginning(FirstStart first) {
            this.first = first;
        }

        /** Of which stream it is, and where reading began. */
        public String text() {
            return "of " + first.stream() + ", read from "
                    + (first.at() == null ? "the oldest record on" : first.at() + " on");
        }

        /** Why the table is not for a stream. */
        public Optional<String> problem(StreamRef stream, KinesisApi api) {
            try {
                first.check(new LeaseTable(name, dynamoDb), StreamIdentity.of(stream, api));
                return Optional.empty();
            } catch (LeaseTableException e) {
                return Optional.of(e.getMessage());
            }
        }
    }

    /** Puts an item that the Kinesis Client Library reads past, as {@link FirstStart} says. */
    public void put() {
        call(
                "PutItem",
                () -> dynamoDb.putItem(put -> put.tableName(name)
                        .item(Map.of(
                                LeaseTable.KEY,
                                AttributeValue.fromS(PROBE_KEY),
                                "entityType",
                                AttributeValue.fromS(EntityType.STREAM_INFO.getDdbValue()),
                                "streamId",
                                AttributeValue.fromS(PROBE_KEY)))
                        .overrideConfiguration(IN_TIME)));
    }

    /** Updates the item, or makes it as {@link #put()} does. */
    public void update() {
        call(
                "UpdateItem",
                () -> dynamoDb.updateItem(update -> update.tableName(name)
                        .key(PROBE)
                        .updateExpression("SET entityType = :type, streamId = :id")
                        .expressionAttributeValues(Map.of(
                                ":type", AttributeValue.fromS(EntityType.STREAM_INFO.getDdbValue()),
                                ":id", AttributeValue.fromS(PROBE_KEY)))
                        .overrideConfiguration(IN_TIME)));
    }

    /** Deletes the item, if it is there. */
    public void delete() {
        call(
                "DeleteItem",
                () -> dynamoDb.deleteItem(
                        delete -> delete.tableName(name).key(PROBE).overrideConfiguration(IN_TIME)));
    }

    /** The consumer that is registered at the stream, for enhanced fan-out. */
    public ConsumerDescription consumer(String streamArn) {
        return answer(
                        "kinesis:DescribeStreamConsumer on " + streamArn,
                        () -> kinesis.describeStreamConsumer(ask ->
                                ask.streamARN(streamArn).consumerName(name).overrideConfiguration(IN_TIME)))
                .consumerDescription();
    }

    private <T> T call(String action, Supplier<CompletableFuture<T>> request) {
        return answer("dynamodb:" + action + " on the lease table " + name, request);
    }

    private static <T> T answer(String what, Supplier<CompletableFuture<T>> request) {
        try {
            return CompletableFutureUtils.joinLikeSync(request.get());
        } catch (SdkException e) {
            throw FailureClassifier.classify(what, e);
        }
    }
}
