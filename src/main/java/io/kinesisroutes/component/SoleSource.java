// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.source.StreamSource;
import java.util.Map;

/** A stream that this process reads alone, with its positions in a checkpoint store. */
record SoleSource(StreamSource source, SourcePools pools) implements RunningSource {

    @Override
    public void start() {
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

    /** The source does not wait for its records: the pools do. */
    @Override
    public void close() {
        source.pause();
        pools.close();
        source.close();
    }
}
