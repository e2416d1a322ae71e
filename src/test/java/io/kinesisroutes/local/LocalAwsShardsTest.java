// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class LocalAwsShardsTest {
    private static final String REGION = "eu-west-1";
    private static final String SHARD_0 = "shardId-000000000000";
    private final TestAws aws = new TestAws();
    private final LocalAccount account = aws.server().account("111122223333");
    private final KinesisClient kinesis = aws.kinesis(account.user("admin"), REGION);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void getRecords_endOfSplitShard_namesChildrenAndNoNextIterator() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        stream.put("before", new byte[1]);
        kinesis.splitShard(r -> r.streamName("orders")
                .shardToSplit(SHARD_0)
                .newStartingHashKey(HashRange.KEYS.shiftRight(1).toString()));
        stream.put("after", new byte[1]);

        GetRecordsResponse page = read(kinesis, "orders", ShardIteratorType.TRIM_HORIZON);
        assertEquals(1, page.records().size());
        assertNull(page.nextShardIterator());
        assertEquals(
                List.of("shardId-000000000001", "shardId-000000000002"),
                page.childShards().stream().map(child -> child.shardId()).toList());
        GetRecordsResponse latest = read(kinesis, "orders", ShardIteratorType.LATEST);
        assertNull(latest.nextShardIterator());
        assertEquals(2, latest.childShards().size());
    }

    @Test
    void mergeShards_adjacent_childHasBothParents() {
        LocalStream stream = account.createStream(REGION, "orders", 3);
        kinesis.mergeShards(
                r -> r.streamARN(stream.arn()).shardToMerge(SHARD_0).adjacentShardToMerge("shardId-000000000001"));

        Shard child = kinesis.listShards(r -> r.streamName("orders")).shards().get(3);
        assertEquals(SHARD_0, child.parentShardId());
        assertEquals("shardId-000000000001", child.adjacentParentShardId());
        assertNull(child.sequenceNumberRange().endingSequenceNumber());
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.mergeShards(r ->
                        r.streamName("orders").shardToMerge(SHARD_0).adjacentShardToMerge("shardId-000000000002")));
    }

    @Test
    void updateShardCount_moreThanDouble_isInvalidArgument() {
        LocalStream stream = account.createStream(REGION, "orders", 2);
        kinesis.updateShardCount(
                r -> r.streamName("orders").targetShardCount(4).scalingType(ScalingType.UNIFORM_SCALING));

        assertEquals(4, stream.openShardIds().size());
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.updateShardCount(
                        r -> r.streamName("orders").targetShardCount(9).scalingType(ScalingType.UNIFORM_SCALING)));
    }

    @Test
    void listShards_moreThanThousand_pages() {
        account.createStream(REGION, "wide", 2100);

        List<Integer> pages = new ArrayList<>();
        ListShardsResponse page = kinesis.listShards(r -> r.streamName("wide").maxResults(5000));
        pages.add(page.shards().size());
        while (page.nextToken() != null) {
            String token = page.nextToken();
            page = kinesis.listShards(r -> r.nextToken(token));
            pages.add(page.shards().size());
        }
        assertEquals(List.of(1000, 1000, 100), pages);
    }

    @Test
    void listShards_nextTokenWithStreamName_isInvalidArgument() {
        account.createStream(REGION, "wide", 3);
        String token =
                kinesis.listShards(r -> r.streamName("wide").maxResults(1)).nextToken();

        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.listShards(r -> r.streamName("wide").nextToken(token)));
    }

    @Test
    void listShards_filters_selectByLineage() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        stream.split(SHARD_0);

        assertEquals(List.of(SHARD_0), shardIds(ShardFilterType.AT_TRIM_HORIZON));
        assertEquals(List.of("shardId-000000000001", "shardId-000000000002"), shardIds(ShardFilterType.AT_LATEST));
        assertEquals(3, shardIds(ShardFilterType.FROM_TRIM_HORIZON).size());
    }

    @Test
    void trim_afterASplit_leavesOnlyTheChildrenAndWhatComesLater() {
        LocalStream stream = account.createStream(REGION, "orders", 1);
        LocalRecord old = stream.put("key", "0", new byte[1]);
        stream.split(SHARD_0);
        LocalRecord gone = stream.put("key", "0", new byte[1]);
        stream.trim();
        LocalRecord kept = stream.put("key", "0", new byte[1]);

        assertEquals(
                List.of("shardId-000000000001", "shardId-000000000002"), shardIds(ShardFilterType.AT_TRIM_HORIZON));
        assertThrows(ResourceNotFoundException.class, () -> iterator(old, ShardIteratorType.AT_SEQUENCE_NUMBER));
        String from = iterator(gone, ShardIteratorType.AT_SEQUENCE_NUMBER);
        Record first = kinesis.getRecords(r -> r.shardIterator(from)).records().get(0);
        assertEquals(kept.sequenceNumber(), first.sequenceNumber());
        assertEquals(1, stream.recordCount());
    }

    private List<String> shardIds(ShardFilterType type) {
        return kinesis.listShards(r -> r.streamName("orders").shardFilter(f -> f.type(type))).shards().stream()
                .map(Shard::shardId)
                .toList();
    }

    private String iterator(LocalRecord record, ShardIteratorType type) {
        return kinesis.getShardIterator(r -> r.streamName("orders")
                        .shardId(record.shardId())
                        .shardIteratorType(type)
                        .startingSequenceNumber(record.sequenceNumber()))
                .shardIterator();
    }

    private static GetRecordsResponse read(KinesisClient client, String stream, ShardIteratorType type) {
        String iterator = iterator(client, stream, type);
        return client.getRecords(r -> r.shardIterator(iterator));
    }

    private static String iterator(KinesisClient client, String stream, ShardIteratorType type) {
        return client.getShardIterator(
                        r -> r.streamName(stream).shardId(SHARD_0).shardIteratorType(type))
                .shardIterator();
    }
}
