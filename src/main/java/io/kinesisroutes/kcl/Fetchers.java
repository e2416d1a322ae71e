// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.metrics.MetricsFactory;
import software.amazon.kinesis.retrieval.RecordsPublisher;
import software.amazon.kinesis.retrieval.RetrievalFactory;

/**
 * Knows all that asks AWS for records on behalf of the library: one that the library has not ended goes on asking, for
 * nobody, as long as the client is open. Thread-safe.
 */
final class Fetchers implements RetrievalFactory {

    private final RetrievalFactory library;
    // One that runs is held by its thread, and who has ended may be forgotten.
    private final Set<RecordsPublisher> made =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param library makes them */
    Fetchers(RetrievalFactory library) {
        this.library = library;
    }

    @Override
    public RecordsPublisher createGetRecordsCache(
            ShardInfo shard, StreamConfig stream, MetricsFactory metrics, String consumerId) {
        RecordsPublisher fetcher = library.createGetRecordsCache(shard, stream, metrics, consumerId);
        made.add(fetcher);
        return fetcher;
    }

    /** Ends them all, without waiting for what they are at. */
    void end() {
        for (RecordsPublisher fetcher : made.toArray(RecordsPublisher[]::new)) {
            // It would wait for a minute; an interrupt lets it end at once.
            Thread.currentThread().interrupt();
            try {
                fetcher.shutdown();
            } finally {
                boolean unused = Thread.interrupted();
            }
        }
    }
}
