// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.component.KinesisComponent;
import java.nio.file.Path;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** Ours with its defaults, apart from what a case is about. */
final class OurRoute implements SourceRoute {
    @Override
    public Kinesis2Component component(RoundSpec.Access access) {
        return new KinesisComponent();
    }

    @Override
    public boolean listsMessages() {
        return true;
    }

    @Override
    public String target(RoundSpec spec) {
        return "aws2-kinesis:" + BenchCase.TARGET + (spec.lifted() ? "?maxWritesPerSecond=0" : "");
    }

    @Override
    public String uri(RoundSpec spec, Path checkpoints) {
        String uri = "aws2-kinesis:" + BenchCase.STREAM
                + "?iteratorType=TRIM_HORIZON&consumerName=bench&checkpointStore=file:" + checkpoints;
        if (spec.lifted()) {
            uri += "&maxReadsPerSecond=0";
        }
        if (spec.reading().recordsPerExchange() > 1) {
            uri += "&recordsPerExchange=" + spec.reading().recordsPerExchange();
        }
        return uri;
    }
}
