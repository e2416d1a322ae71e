// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.DynamoDbLocal;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Our route, which remembers when it was given what. */
record RouteWorker(CamelContext context, DynamoDbAsyncClient counted) implements AutoCloseable {

    static RouteWorker start(WorkerSpec spec, DeliveryTimes times, RequestCounts requests) throws Exception {
        CamelContext context = CamelSubject.context(spec.access(), new SharedRoute());
        DynamoDbAsyncClient counted = null;
        if (spec.isCounted()) {
            counted = DynamoDbLocal.client(spec.access().dynamoDb(), requests);
            context.getComponent("aws2-kinesis", Kinesis2Component.class)
                    .getConfiguration()
                    .setDynamoDbAsyncClient(counted);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(SharedRoute.uri(spec.consumer()) + "&kclTuning=" + spec.tuning())
                        .process(exchange ->
                                times.now(exchange.getMessage().getHeader(CamelSubject.SHARD_ID, String.class)));
            }
        });
        context.start();
        return new RouteWorker(context, counted);
    }

    @Override
    public void close() {
        context.stop();
        if (counted != null) {
            counted.close();
        }
    }
}
