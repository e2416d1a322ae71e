// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.json.JsonGate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/** Our source, our JSON gate and our sink, as the route kinesis-to-kinesis has them. */
final class CamelCopier implements Subject {
    private static final String ROUTE = "bench";

    private final SourceRoute route = new OurRoute();

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        JsonGate gate = new JsonGate();
        gate.setSchema("file:" + CopySchema.write());
        try (Scratch scratch = new Scratch();
                CamelContext context = CamelSubject.context(spec.access(), route)) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(route.uri(spec, scratch.directory()))
                            .routeId(ROUTE)
                            .autoStartup(false)
                            .process(gate)
                            .to(route.target(spec))
                            .process(exchange -> meter.record(null, 1));
                }
            });
            context.start();
            meter.start();
            context.getRouteController().startRoute(ROUTE);
            meter.awaitEnd();
            context.stop();
        }
    }
}
