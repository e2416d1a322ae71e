// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/**
 * With which record the library begins to read each shard: the last one of which something is done. If it has to ask again
 * before it got anything, it asks for what comes after that record, and the rest of an aggregate would never come. Here it
 * gets the same record again, of which the library leaves out what is saved as done. Thread-safe.
 */
final class Beginnings {

    private final Map<String, String> beginnings = new ConcurrentHashMap<>();

    GetShardIteratorRequest of(GetShardIteratorRequest request) {
        boolean isAgain = isAgain(request.shardId(), request.shardIteratorType(), request.startingSequenceNumber());
        return isAgain
                ? request.toBuilder()
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .build()
                : request;
    }

    SubscribeToShardRequest of(SubscribeToShardRequest request) {
        StartingPosition position = request.startingPosition();
        boolean isAgain = isAgain(request.shardId(), position.type(), position.sequenceNumber());
        return isAgain
                ? request.toBuilder()
                        .startingPosition(position.toBuilder()
                                .type(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                .build())
                        .build()
                : request;
    }

    private boolean isAgain(String shardId, ShardIteratorType type, String sequenceNumber) {
        if (type == ShardIteratorType.AT_SEQUENCE_NUMBER) {
            beginnings.put(shardId, sequenceNumber);
        }
        return type == ShardIteratorType.AFTER_SEQUENCE_NUMBER && sequenceNumber.equals(beginnings.get(shardId));
    }
}
