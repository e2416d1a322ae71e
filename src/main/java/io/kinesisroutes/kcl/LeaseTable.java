// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/**
 * The DynamoDB table in which the workers of one consumer share the shards of one stream. Its methods block, throw
 * {@link LeaseTableException} and nothing else, and may be called by several workers at once. Thread-safe.
 */
final class LeaseTable {

    static final String KEY = LeaseTableShape.KEY;

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTable.class);

    private static final Duration POLL = Duration.ofMillis(100);

    /** As many as the SDK's client has connections. */
    private static final int PUTS_AT_ONCE = 50;

    private final String name;
    private final DynamoDbAsyncClient client;
    private final Duration patience;

    /**
     * A table that need not exist.
     *
     * @param name the consumer's
     * @param client is not closed
     */
    LeaseTable(String name, DynamoDbAsyncClient client) {
        this(name, client, Duration.ofMinutes(1));
    }

    LeaseTable(String name, DynamoDbAsyncClient client, Duration patience) {
        this.name = name;
        this.client = client;
        this.patience = patience;
    }

    /** Makes the table if there is none, and returns once it can be used. */
    void ensure() {
        Instant deadline = Instant.now().plus(patience);
        while (!isReady()) {
            if (Instant.now().isAfter(deadline)) {
                throw LeaseTableException.notYet(
                        "The " + this + " is not ready after " + patience.toSeconds() + " seconds.");
            }
            pause();
        }
    }

    private boolean isReady() {
        Optional<TableDescription> found = describe();
        if (found.isEmpty()) {
            create();
            return false;
        }
        TableDescription table = found.get();
        TableStatus status = table.tableStatus();
        if (status == TableStatus.CREATING || status == TableStatus.DELETING) {
            return false;
        }
        LeaseTableShape.problem(table).ifPresent(problem -> {
            throw LeaseTableException.refused(
                    "The " + this + " is not a lease table: " + problem
                            + " Choose another consumerName, which is the table's name, or delete the table if nobody needs it.");
        });
        if (status != TableStatus.ACTIVE && status != TableStatus.UPDATING) {
            throw LeaseTableException.refused("The " + this + " cannot be used while its status is "
                    + table.tableStatusAsString() + ". Its owner finds the reason in the DynamoDB console.");
        }
        return LeaseTableShape.isIndexReady(table);
    }

    private Optional<TableDescription> describe() {
        try {
            return Optional.of(call("DescribeTable", () -> client.describeTable(ask -> ask.tableName(name)))
                    .table());
        } catch (LeaseTableException e) {
            if (e.getCause() instanceof ResourceNotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void create() {
        try {
            call("CreateTable", () -> client.createTable(LeaseTableShape.request(name)));
            LOG.info("The {} is being made", this);
        } catch (LeaseTableException e) {
            if (!(e.getCause() instanceof ResourceInUseException)) {
                throw e;
            }
            // Another worker was first.
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LeaseTableException.notYet("Waiting for the " + this + " was interrupted.");
        }
    }

    /** The item with this key, as the last write left it; empty if there is none. */
    Map<String, AttributeValue> item(String key) {
        return call(
                        "GetItem",
                        () -> client.getItem(
                                get -> get.tableName(name).key(key(key)).consistentRead(true)))
                .item();
    }

    /** Whether shards of some stream are leased here. */
    boolean holdsLeases() {
        // One page is enough: but for a few items, a lease table is leases.
        return !call(
                        "Scan",
                        () -> client.scan(scan -> scan.tableName(name)
                                .consistentRead(true)
                                .filterExpression("attribute_exists(checkpoint)")))
                .items()
                .isEmpty();
    }

    /** Stores those items of whose keys there are none yet, in no order, and leaves the others as they are. */
    void putIfAbsent(List<Map<String, AttributeValue>> items) {
        for (int from = 0; from < items.size(); from += PUTS_AT_ONCE) {
            List<CompletableFuture<PutItemResponse>> puts =
                    items.subList(from, Math.min(from + PUTS_AT_ONCE, items.size())).stream()
                            .map(this::put)
                            .toList();
            puts.forEach(this::stored);
        }
    }

    private CompletableFuture<PutItemResponse> put(Map<String, AttributeValue> item) {
        return client.putItem(
                put -> put.tableName(name).item(item).conditionExpression("attribute_not_exists(" + KEY + ")"));
    }

    private void stored(CompletableFuture<PutItemResponse> put) {
        try {
            call("PutItem", () -> put);
        } catch (LeaseTableException e) {
            if (!(e.getCause() instanceof ConditionalCheckFailedException)) {
                throw e;
            }
        }
    }

    /** Sets an attribute of an item that exists. */
    void set(String key, String attribute, AttributeValue value) {
        call(
                "UpdateItem",
                () -> client.updateItem(update -> update.tableName(name)
                        .key(key(key))
                        .conditionExpression("attribute_exists(" + KEY + ")")
                        .updateExpression("SET " + attribute + " = :value")
                        .expressionAttributeValues(Map.of(":value", value))));
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of(KEY, AttributeValue.fromS(key));
    }

    private <T> T call(String action, Supplier<CompletableFuture<T>> request) {
        try {
            return CompletableFutureUtils.joinLikeSync(request.get());
        } catch (SdkException e) {
            throw LeaseTableException.of("dynamodb:" + action + " on " + this, e);
        }
    }

    @Override
    public String toString() {
        return "lease table " + name + " in "
                + client.serviceClientConfiguration().region();
    }
}
