// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** The stock component's KCL mode. It builds its own clients for AWS only, so it is given some for here. */
final class StockWorker {

    private StockWorker() {}

    static AutoCloseable start(WorkerOptions options, DeliveryWriter deliveries) throws Exception {
        Kinesis2Component component = new Kinesis2Component();
        WorkerClients clients = WorkerClients.of(options);
        component.getConfiguration().setAmazonKinesisAsyncClient(clients.kinesis());
        component.getConfiguration().setDynamoDbAsyncClient(clients.dynamoDb());
        component.getConfiguration().setCloudWatchAsyncClient(clients.cloudWatch());
        return RouteWorker.start(component, options, deliveries);
    }
}
