// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The operations by name. Immutable. */
final class KinesisOperations {
    private final Map<String, KinesisOperation> operations = new HashMap<>();

    KinesisOperations(Duration iteratorLifetime, Faults faults) {
        streams();
        shards();
        consumers();
        records(new ReadOperations(iteratorLifetime, faults), new WriteOperations(faults));
    }

    Optional<KinesisOperation> find(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    private void streams() {
        add("CreateStream", StreamOperations::checkCreate, StreamOperations::create);
        add("DeleteStream", Shapes::stream, StreamOperations::delete);
        add("DescribeStream", StreamOperations::checkDescribe, StreamOperations::describe);
        add("DescribeStreamSummary", Shapes::stream, StreamOperations::describeSummary);
        add("UpdateMaxRecordSize", StreamOperations::checkUpdateMaxRecordSize, StreamOperations::updateMaxRecordSize);
        operations.put(
                "ListStreams",
                new KinesisOperation(StreamOperations::checkList, Locators::none, StreamOperations::list));
    }

    private void shards() {
        operations.put(
                "ListShards",
                new KinesisOperation(ShardOperations::checkList, Locators::listing, ShardOperations::list));
        add("SplitShard", ShardOperations::checkSplit, ShardOperations::split);
        add("MergeShards", ShardOperations::checkMerge, ShardOperations::merge);
        add("UpdateShardCount", ShardOperations::checkUpdateCount, ShardOperations::updateCount);
    }

    private void consumers() {
        add("RegisterStreamConsumer", ConsumerOperations::checkRegister, ConsumerOperations::register);
        operations.put(
                "DescribeStreamConsumer",
                new KinesisOperation(
                        ConsumerOperations::checkDescribe,
                        ConsumerOperations::locate,
                        ConsumerOperations::describe,
                        ConsumerOperations::resource));
    }

    private void records(ReadOperations reads, WriteOperations writes) {
        add("GetShardIterator", ReadOperations::checkGetShardIterator, reads::getShardIterator);
        operations.put(
                "GetRecords",
                new KinesisOperation(ReadOperations::checkGetRecords, Locators::iterator, reads::getRecords));
        add("PutRecord", WriteOperations::checkPutRecord, writes::putRecord);
        add("PutRecords", Shapes::records, writes::putRecords);
    }

    private void add(String name, KinesisOperation.Shape shape, KinesisOperation.Handler handler) {
        operations.put(name, new KinesisOperation(shape, Locators::nameOrArn, handler));
    }
}
