// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import io.kinesisroutes.shard.RecordHandler;
import io.kinesisroutes.shard.SourceThreads;
import io.kinesisroutes.stream.KinesisApi;
import java.util.Map;

/** Holds the place of the source that is written elsewhere. */
public final class LeasedSource implements AutoCloseable {

    /** What a source works with. */
    public record Setup(KinesisApi api, LeaseClients clients, RecordHandler handler, SourceThreads threads) {}

    private final Setup setup;
    private final LeasedOptions options;

    public LeasedSource(Setup setup, LeasedOptions options) {
        this.setup = setup;
        this.options = options;
    }

    public void start() {
        throw new UnsupportedOperationException(options.consumer() + setup.threads());
    }

    public void pause() {}

    public void resume() {}

    public Map<String, String> troubles() {
        return Map.of();
    }

    @Override
    public void close() {}
}
