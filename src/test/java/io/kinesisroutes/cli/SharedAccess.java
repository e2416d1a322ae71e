// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.kcl.DynamoDbLocal;
import io.kinesisroutes.kcl.FirstStarts;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.TrustPolicies;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The accounts of the demo, whose source several processes share, and the lease table that they have. */
final class SharedAccess implements AutoCloseable {

    static final String CONSUMER = "acme-earthquakes";
    static final String DEPLOYMENT = "999988887777";

    final LocalAws aws = LocalAws.start().dynamoDb(DynamoDbLocal.shared().endpoint());
    final DemoAccounts accounts = new DemoAccounts(aws);
    final DynamoDbAsyncClient dynamoDb = DynamoDbLocal.shared().client();
    final Map<String, String> settings = new LinkedHashMap<>();
    private LocalCredentials own;

    /** An identity that is allowed what {@code policy caller} prints, and no table yet. */
    SharedAccess() {
        for (String table : List.of(CONSUMER, CONSUMER + "-CoordinatorState", CONSUMER + "-WorkerMetricStats")) {
            delete(table);
        }
        settings.put("source.shared", "true");
        settings.put("source.consumer", CONSUMER);
        allow(printed());
    }

    private void delete(String table) {
        boolean there = dynamoDb.listTables().join().tableNames().contains(table);
        if (there) {
            dynamoDb.deleteTable(request -> request.tableName(table)).join();
        }
    }

    /** What the deployment's own identity needs, as we print it. */
    String printed() {
        return printed("caller");
    }

    /** Gives the role of the stream's owner the permissions that we print for it. */
    void readerAsPrinted() {
        aws.account("111122223333")
                .role("EarthquakesReader", TrustPolicies.allow(DEPLOYMENT, "acme"), printed("permissions"));
    }

    private String printed(String kind) {
        List<String> words = new ArrayList<>(List.of("policy", kind, "source", "--own-account=" + DEPLOYMENT));
        settings.forEach((name, value) -> words.add("-p" + name + "=" + value));
        return CommandRun.of(words.toArray(String[]::new)).out();
    }

    /** Who the deployment is. */
    AwsBasicCredentials own() {
        return AwsBasicCredentials.create(own.accessKeyId(), own.secretAccessKey());
    }

    /** Puts these in the place of the identity's policies. */
    void allow(String... policies) {
        own = aws.account(DEPLOYMENT).user("acme-shared", policies);
    }

    /** Takes actions out of the identity's policy. */
    void without(String... actions) {
        String policy = printed();
        for (String action : actions) {
            policy = PolicyFixture.without(action, policy);
        }
        allow(policy);
    }

    /** Registers the consumer at the source, for enhanced fan-out. */
    void register() {
        LocalStream stream = accounts.source();
        try (KinesisClient kinesis = kinesis(stream)) {
            kinesis.registerStreamConsumer(
                    request -> request.streamARN(stream.arn()).consumerName(CONSUMER));
        }
    }

    /** As somebody of the account that owns the stream. */
    private KinesisClient kinesis(LocalStream stream) {
        String[] arn = stream.arn().split(":", -1);
        return KinesisClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.of(arn[3]))
                .credentialsProvider(aws.account(arn[4]).user("worker").provider())
                .build();
    }

    /** What the first worker of all leaves. */
    void firstStart(LocalStream stream) {
        String name = stream.arn().substring(stream.arn().indexOf('/') + 1);
        try (KinesisClient kinesis = kinesis(stream)) {
            StreamRef ref = new StreamRef(name, null, null);
            FirstStarts.prepare(CONSUMER, ref, SdkKinesisApi.of(ref, kinesis, "a worker"), dynamoDb);
        }
    }

    /** A table with a key that is one text. */
    void table(String name, String key) {
        dynamoDb.createTable(request -> request.tableName(name)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName(key)
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName(key)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .billingMode(BillingMode.PAY_PER_REQUEST))
                .join();
    }

    List<Map<String, AttributeValue>> items() {
        return dynamoDb.scan(scan -> scan.tableName(CONSUMER)).join().items();
    }

    void deleteItem(String key) {
        dynamoDb.deleteItem(delete -> delete.tableName(CONSUMER).key(Map.of("leaseKey", AttributeValue.fromS(key))))
                .join();
    }

    /** The words of a command, as this deployment would call it here. */
    String[] command(String... words) {
        Map<String, String> all = DemoSettingsOptions.of(aws.endpoint(), own);
        all.put(
                "camel.component.aws2-kinesis.dynamoDbUriEndpointOverride",
                aws.endpoint().toString());
        all.putAll(settings);
        return DemoSettingsOptions.command(all, Arrays.asList(words));
    }

    @Override
    public void close() {
        dynamoDb.close();
        aws.close();
    }
}
