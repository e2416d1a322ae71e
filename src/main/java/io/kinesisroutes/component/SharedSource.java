// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.kcl.LeasedSource;
import java.util.Map;
import java.util.function.Supplier;

/** A stream that this process reads together with others, with its positions in their lease table. */
final class SharedSource implements RunningSource {

    private final LeasedSource source;
    private final SourcePools pools;
    private final Supplier<SharedNames.Claim> name;
    private SharedNames.Claim claim;

    /** @param name claims the name of the consumer, which this gives back */
    SharedSource(LeasedSource source, SourcePools pools, Supplier<SharedNames.Claim> name) {
        this.source = source;
        this.pools = pools;
        this.name = name;
    }

    /** @throws ConfigurationException if another route has the name */
    @Override
    public void start() {
        claim = name.get();
        source.start();
    }

    @Override
    public void pause() {
        source.pause();
    }

    @Override
    public void resume() {
        source.resume();
    }

    @Override
    public Map<String, String> troubles() {
        return source.troubles();
    }

    /** The source waits for its records, whose positions the others need, so the threads go last. */
    @Override
    public void close() {
        try {
            source.close();
        } finally {
            pools.close();
            if (claim != null) {
                claim.close();
            }
        }
    }
}
