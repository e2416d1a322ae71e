// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The process under test: one route in a Camel context. It stops in an orderly way when its standard input ends, so also
 * when whoever started it is gone.
 */
final class SubjectMain {

    static final int DID_NOT_START = 2;

    private static final long SHUTDOWN_SECONDS = 20;

    private SubjectMain() {}

    public static void main(String[] args) throws Exception {
        SubjectOptions options = SubjectOptions.read(Path.of(args[0]));
        DeliveryWriter deliveries = new DeliveryWriter(Path.of(options.deliveries()));
        CamelContext context = new DefaultCamelContext();
        try {
            context.disableJMX();
            context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
            context.addComponent("aws2-kinesis", component(options));
            context.addRoutes(options.route().routes(options.uri(), options.trouble(), deliveries));
            context.start();
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(DID_NOT_START);
        }
        deliveries.up();
        awaitEndOfInput();
        context.stop();
        Runtime.getRuntime().halt(0);
    }

    /** The component under test, ready to be bound. */
    static Kinesis2Component component(SubjectOptions options) {
        Kinesis2Component component = options.subject().component(options);
        Kinesis2Configuration configuration = component.getConfiguration();
        configuration.setOverrideEndpoint(true);
        configuration.setUriEndpointOverride(options.endpoint());
        configuration.setRegion("eu-west-1");
        configuration.setAccessKey(options.accessKey());
        configuration.setSecretKey(options.secretKey());
        if (!options.sessionToken().isEmpty()) {
            configuration.setUseSessionCredentials(true);
            configuration.setSessionToken(options.sessionToken());
        }
        return component;
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
