// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.nio.file.Path;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** The stock component at its best: large pages, the next poll at once while there are records. */
final class StockRoute implements SourceRoute {
    /** It polls all shards one after the other, so this is also the interval of the reads of each. */
    private static final int LIMITED_DELAY_MILLIS = 200;

    @Override
    public Kinesis2Component component(RoundSpec.Access access) {
        return new Kinesis2Component();
    }

    @Override
    public boolean listsMessages() {
        return false;
    }

    @Override
    public String target(RoundSpec spec) {
        return "aws2-kinesis:" + BenchCase.TARGET;
    }

    @Override
    public String uri(RoundSpec spec, Path checkpoints) {
        return "aws2-kinesis:" + BenchCase.STREAM
                + "?iteratorType=TRIM_HORIZON&maxResultsPerRequest=10000&greedy=true&shardClosed=silent&initialDelay=1"
                + "&delay=" + (spec.lifted() ? 1 : LIMITED_DELAY_MILLIS);
    }
}
