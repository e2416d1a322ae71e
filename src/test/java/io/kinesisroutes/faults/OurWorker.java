// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.component.KinesisComponent;

/** Our component, scaled out. */
final class OurWorker {

    private OurWorker() {}

    static AutoCloseable start(WorkerOptions options, DeliveryWriter deliveries) throws Exception {
        KinesisComponent component = new KinesisComponent();
        component.setExternalId(options.externalId());
        component.setStsUriEndpointOverride(options.kinesis());
        component.setDynamoDbUriEndpointOverride(options.dynamoDb());
        return RouteWorker.start(component, options, deliveries);
    }
}
