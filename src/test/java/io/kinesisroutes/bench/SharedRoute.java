// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.component.KinesisComponent;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** Ours with its defaults, reading through leases; from an empty lease table each time. */
final class SharedRoute implements SourceRoute {
    @Override
    public Kinesis2Component component(RoundSpec.Access access) {
        KinesisComponent component = new KinesisComponent();
        component.setDynamoDbUriEndpointOverride(access.dynamoDb().toString());
        return component;
    }

    @Override
    public boolean listsMessages() {
        return true;
    }

    @Override
    public String target(RoundSpec spec) {
        throw new UnsupportedOperationException("Leases are for reading");
    }

    @Override
    public String uri(RoundSpec spec, Path checkpoints) {
        return uri("bench-" + UUID.randomUUID());
    }

    static String uri(String consumer) {
        return "aws2-kinesis:" + BenchCase.STREAM + "?iteratorType=TRIM_HORIZON&useKclConsumers=true&consumerName="
                + consumer;
    }
}
