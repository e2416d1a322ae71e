// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.aws2.kinesis.Kinesis2Configuration;
import org.apache.camel.impl.DefaultCamelContext;

/** A route from the stream into a processor that touches and counts, set up as we advise our users to. */
final class CamelSubject implements Subject {
    private static final String ROUTE = "bench";
    static final String PARTITION_KEY = "CamelAwsKinesisPartitionKey";
    static final String SHARD_ID = "CamelAwsKinesisShardId";
    private static final int SECONDS_TO_STOP = 10;

    private final SourceRoute route;

    CamelSubject(SourceRoute route) {
        this.route = route;
    }

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        try (Scratch scratch = new Scratch();
                CamelContext context = context(spec.access(), route)) {
            context.addRoutes(routes(route.uri(spec, scratch.directory()), processor(spec, meter)));
            context.start();
            meter.start();
            context.getRouteController().startRoute(ROUTE);
            meter.awaitEnd();
            context.stop();
        }
    }

    /** A context as we advise our users to set it up, with the component of a route on the emulator. */
    static CamelContext context(RoundSpec.Access access, SourceRoute route) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.disableJMX();
        context.setStreamCaching(false);
        context.setAllowUseOriginalMessage(false);
        context.getShutdownStrategy().setTimeout(SECONDS_TO_STOP);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        Kinesis2Component component = route.component(access);
        Kinesis2Configuration configuration = component.getConfiguration();
        configuration.setOverrideEndpoint(true);
        configuration.setUriEndpointOverride(access.endpoint().toString());
        configuration.setRegion(EmulatorProcess.REGION);
        configuration.setAccessKey(access.accessKey());
        configuration.setSecretKey(access.secretKey());
        context.addComponent("aws2-kinesis", component);
        return context;
    }

    private static RouteBuilder routes(String uri, Processor processor) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).autoStartup(false).process(processor);
            }
        };
    }

    private static Processor processor(RoundSpec spec, Meter meter) {
        int sleep = spec.reading().sleepMillis();
        boolean byShard = spec.reading().meter() == MeterKind.PACE;
        return exchange -> {
            int count = Touch.body(exchange.getMessage().getBody());
            if (sleep > 0) {
                Thread.sleep(sleep);
            }
            // A header costs something, so only who needs it looks.
            meter.record(byShard ? shard(exchange) : null, count);
        };
    }

    private static String shard(Exchange exchange) {
        return exchange.getMessage().getHeader(SHARD_ID, String.class);
    }
}
