// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.stream.KinesisLimits;
import io.kinesisroutes.stream.SdkKinesisApi;
import io.kinesisroutes.stream.StreamRef;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.retrieval.AggregatorUtil;

/** The Kinesis Client Library without what we put around its records, to compare ours with. */
public final class BareLibrary {

    private BareLibrary() {}

    /**
     * A worker that does not run yet, with a lease table prepared as ours, every setting as ours, and the oldest records
     * first.
     *
     * @param consumer names the lease table
     */
    public static Scheduler prepared(
            LeaseClients clients, String stream, String consumer, ShardRecordProcessorFactory processors) {
        StreamRef name = new StreamRef(stream, null, null);
        StartingPosition start =
                StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
        InitialPositionInStreamExtended position = new Preparation(
                        name,
                        SdkKinesisApi.of(name, clients.kinesis(), "the library"),
                        new LeaseTable(consumer, clients.dynamoDb()),
                        start)
                .prepare();
        LeasedOptions.Fetching fetching =
                new LeasedOptions.Fetching(false, KinesisLimits.RECORDS_PER_READ, Tuning.MODERATE);
        return new KclSettings(consumer, name, fetching, null)
                .parts(clients, position, processors, new AggregatorUtil())
                .scheduler();
    }
}
