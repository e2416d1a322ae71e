// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The SDK reads the switch from CBOR to JSON when a client is built, from a property of the JVM. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LocalAwsJsonTest {
    private static final String PROPERTY = SdkSystemSetting.CBOR_ENABLED.property();

    private final TestAws aws = new TestAws();
    private String before;

    @BeforeEach
    void turnCborOff() {
        before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "false");
    }

    @AfterEach
    void restore() {
        aws.close();
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void records_overJson_arriveAsWithCbor() {
        LocalAccount account = aws.server().account("111122223333");
        LocalStream stream = account.createStream("eu-west-1", "orders", 1);
        KinesisClient kinesis = aws.kinesis(account.user("app"), "eu-west-1");
        byte[] data = {0, -1, 127, -128};
        kinesis.putRecords(r -> r.streamName("orders")
                .records(PutRecordsRequestEntry.builder()
                        .partitionKey("käse")
                        .data(SdkBytes.fromByteArray(data))
                        .build()));

        String iterator = kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(stream.records().get(0).arrival()))
                .shardIterator();
        Record record =
                kinesis.getRecords(r -> r.shardIterator(iterator)).records().get(0);
        assertEquals("käse", record.partitionKey());
        assertEquals(SdkBytes.fromByteArray(data), record.data());
        assertEquals(stream.records().get(0).arrival(), record.approximateArrivalTimestamp());
        assertEquals(stream.records().get(0).sequenceNumber(), record.sequenceNumber());
    }

    @Test
    void errorsAndTimestamps_overJson_areUnderstood() {
        LocalAccount account = aws.server().account("111122223333");
        account.createStream("eu-west-1", "orders", 1);
        KinesisClient kinesis = aws.kinesis(account.user("app"), "eu-west-1");

        ListShardsResponse shards = kinesis.listShards(r -> r.streamName("orders")
                .shardFilter(f -> f.type(ShardFilterType.FROM_TIMESTAMP).timestamp(Instant.now())));
        assertEquals(1, shards.shards().size());
        ResourceNotFoundException error =
                assertThrows(ResourceNotFoundException.class, () -> kinesis.listShards(r -> r.streamName("none")));
        assertTrue(error.getMessage().contains("not found"));
    }
}
