// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.service.ServiceHelper;

/** A route into the stream, fed with as many exchanges at a time as keep its requests full. */
final class CamelWriter implements Subject {
    /** A quarter more than the requests in flight hold, so that the next ones fill meanwhile. */
    private static final int UNFINISHED = RawWriter.REQUESTS_IN_FLIGHT * RawWriter.RECORDS * 5 / 4;

    private final SourceRoute route;

    CamelWriter(SourceRoute route) {
        this.route = route;
    }

    @Override
    public void read(RoundSpec spec, Meter meter) throws Exception {
        try (CamelContext context = CamelSubject.context(spec.access(), route)) {
            context.addRoutes(routes(route.target(spec)));
            context.start();
            AsyncProducer producer = context.getEndpoint("direct:bench").createAsyncProducer();
            ServiceHelper.startService(producer);
            Semaphore unfinished = new Semaphore(UNFINISHED);
            Keys keys = new Keys(spec.shards());
            meter.start();
            Thread feeder = new Thread(() -> feed(context, producer, keys, unfinished, spec, meter), "feeder");
            feeder.start();
            meter.awaitEnd();
            feeder.join();
            unfinished.acquire(UNFINISHED);
            context.stop();
        }
    }

    private static RouteBuilder routes(String target) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:bench").to(target);
            }
        };
    }

    private void feed(
            CamelContext context,
            AsyncProducer producer,
            Keys keys,
            Semaphore unfinished,
            RoundSpec spec,
            Meter meter) {
        int each = spec.reading().recordsPerExchange();
        for (long i = 0; i < spec.records() && !meter.ended(); i += each) {
            unfinished.acquireUninterruptibly(each);
            Exchange exchange = each == 1 ? single(context, keys, i) : list(context, keys, i, each);
            producer.process(exchange, doneSync -> {
                unfinished.release(each);
                if (exchange.getException() == null) {
                    meter.record(null, each);
                }
            });
        }
    }

    private static Exchange single(CamelContext context, Keys keys, long number) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setIn(message(context, keys, number));
        return exchange;
    }

    private Exchange list(CamelContext context, Keys keys, long first, int each) {
        Exchange exchange = new DefaultExchange(context);
        List<?> elements = LongStream.range(first, first + each)
                .mapToObj(number -> route.listsMessages() ? message(context, keys, number) : Workload.data(number))
                .toList();
        exchange.getMessage().setBody(elements);
        exchange.getMessage().setHeader(CamelSubject.PARTITION_KEY, keys.of(first));
        return exchange;
    }

    private static Message message(CamelContext context, Keys keys, long number) {
        Message message = new DefaultMessage(context);
        message.setBody(Workload.data(number));
        message.setHeader(CamelSubject.PARTITION_KEY, keys.of(number));
        return message;
    }
}
