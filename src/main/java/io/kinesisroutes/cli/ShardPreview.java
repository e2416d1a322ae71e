// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.stream.KinesisFailure;
import java.time.Duration;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * What is told of one shard.
 *
 * @param shard as AWS lists it
 * @param look some of its records
 * @param traffic what arrived lately
 * @param progress where the route's consumer is; {@code null} if there is nobody to ask about
 * @param failure why nothing can be told; {@code null} if something can
 */
record ShardPreview(Shard shard, ShardLook look, Traffic traffic, ConsumerProgress progress, String failure) {

    /**
     * What to read of each shard.
     *
     * @param start from where on records are shown
     * @param count how many records
     * @param window for which the traffic is measured
     */
    record Plan(PreviewStart start, int count, Duration window) {

        /** At full traffic a shard takes a minute's records in six or seven pages. */
        private static final int PAGES = 10;

        /**
         * Reads one shard.
         *
         * @throws KinesisFailure if no shard can be read
         */
        ShardPreview read(Shard shard, PacedReads reads, Checkpoints checkpoints) throws InterruptedException {
            try {
                ShardLook look = ShardLook.read(reads, start, count);
                Traffic traffic = Traffic.measure(reads, window, PAGES);
                ShardPosition position = checkpoints.of(shard.shardId());
                ConsumerProgress progress = checkpoints.isKnown() ? ConsumerProgress.of(reads, position) : null;
                return new ShardPreview(shard, look, traffic, progress, null);
            } catch (KinesisFailure.Refused e) {
                throw e;
            } catch (KinesisFailure e) {
                return new ShardPreview(shard, null, Traffic.NONE, null, e.getMessage());
            }
        }
    }

    String id() {
        return shard.shardId();
    }

    /** A closed shard takes no more records. */
    boolean isOpen() {
        return shard.sequenceNumberRange() == null
                || shard.sequenceNumberRange().endingSequenceNumber() == null;
    }

    /** The same without the records. */
    ShardPreview summary() {
        ShardLook counted = look == null ? null : look.withoutRecords();
        return new ShardPreview(shard, counted, traffic, progress, failure);
    }
}
