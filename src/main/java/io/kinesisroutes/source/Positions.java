// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import io.kinesisroutes.checkpoint.ShardPosition;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Says in AWS's terms where to go on from a position. Thread-safe. */
public final class Positions {

    private Positions() {}

    /**
     * What to ask an iterator for.
     *
     * @throws IllegalArgumentException for {@link ShardPosition.End}: there is nothing to go on with
     */
    public static StartingPosition startingPosition(ShardPosition position) {
        StartingPosition.Builder start = StartingPosition.builder();
        if (position instanceof ShardPosition.TrimHorizon) {
            start.type(ShardIteratorType.TRIM_HORIZON);
        } else if (position instanceof ShardPosition.AtTimestamp at) {
            start.type(ShardIteratorType.AT_TIMESTAMP).timestamp(at.timestamp());
        } else if (position instanceof ShardPosition.AtSequenceNumber at) {
            start.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(at.sequenceNumber());
        } else if (position instanceof ShardPosition.AfterSequenceNumber after) {
            start.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(after.sequenceNumber());
        } else if (position instanceof ShardPosition.WithinAggregate within) {
            // The rest of the record is wanted, so the record is read again.
            start.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(within.sequenceNumber());
        } else {
            throw new IllegalArgumentException("Nothing comes after " + position);
        }
        return start.build();
    }
}
