// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.impl.DefaultCamelContext;

/** One route in a Camel context, with the component that is put to the test. */
final class RouteWorker implements AutoCloseable {

    private static final long SHUTDOWN_SECONDS = 30;

    private final CamelContext context = new DefaultCamelContext();

    private RouteWorker() {}

    static RouteWorker start(Kinesis2Component component, WorkerOptions options, DeliveryWriter deliveries)
            throws Exception {
        Kinesis2Configuration configuration = component.getConfiguration();
        configuration.setOverrideEndpoint(true);
        configuration.setUriEndpointOverride(options.kinesis());
        configuration.setRegion(WorkerOptions.REGION);
        configuration.setAccessKey(options.accessKey());
        configuration.setSecretKey(options.secretKey());
        RouteWorker worker = new RouteWorker();
        worker.context.disableJMX();
        worker.context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        worker.context.addComponent("aws2-kinesis", component);
        worker.context.addRoutes(RouteKind.PLAIN.routes(options.uri(), options.trouble(), deliveries));
        worker.context.start();
        return worker;
    }

    @Override
    public void close() {
        context.stop();
    }
}
