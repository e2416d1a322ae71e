// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** What a route does with a record before its last step. */
enum RouteKind {
    /** Camel's default error handler: what fails is logged. */
    PLAIN,
    NO_ERROR_HANDLER {
        @Override
        void errors(RouteBuilder routes) {
            routes.errorHandler(routes.noErrorHandler());
        }
    },
    DEAD_LETTER_CHANNEL {
        @Override
        void errors(RouteBuilder routes) {
            routes.errorHandler(routes.deadLetterChannel(DEAD_LETTERS));
        }
    },
    THREADS {
        @Override
        ProcessorDefinition<?> steps(RouteBuilder routes, RouteDefinition route) {
            return route.threads(THREAD_COUNT, THREAD_COUNT);
        }
    },
    ASYNC_DELAY {
        @Override
        ProcessorDefinition<?> steps(RouteBuilder routes, RouteDefinition route) {
            return route.delay(DELAY_MILLIS).asyncDelayed().end();
        }
    },
    SPLITTER {
        @Override
        ProcessorDefinition<?> steps(RouteBuilder routes, RouteDefinition route) {
            return route.split(routes.method(Parts.class, "of"))
                    .to("log:parts?level=DEBUG")
                    .end();
        }
    },
    BATCHING_SINK {
        @Override
        ProcessorDefinition<?> steps(RouteBuilder routes, RouteDefinition route) {
            return route.process(new BatchingSink());
        }
    },
    KINESIS_SINK {
        @Override
        ProcessorDefinition<?> steps(RouteBuilder routes, RouteDefinition route) {
            return route.to("aws2-kinesis:" + Surroundings.COPY);
        }
    };

    private static final String DEAD_LETTERS = "direct:dead-letters";
    private static final int THREAD_COUNT = 4;
    private static final long DELAY_MILLIS = 20;

    void errors(RouteBuilder routes) {
        routes.errorHandler(routes.defaultErrorHandler());
    }

    ProcessorDefinition<?> steps(RouteBuilder routes, RouteDefinition route) {
        return route;
    }

    RouteBuilder routes(String uri, String trouble, DeliveryWriter deliveries) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errors(this);
                steps(this, from(uri).routeId("faults").process(new Unfinished(deliveries)))
                        .process(Trouble.parse(trouble))
                        .process(deliveries);
                // A dead letter channel has done with a record what the route's author wanted.
                from(DEAD_LETTERS).errorHandler(noErrorHandler()).process(deliveries);
            }
        };
    }

    /** For the splitter. */
    public static final class Parts {

        public static java.util.List<String> of(byte[] body) {
            return java.util.List.of("first", "second", "third " + body.length);
        }

        private Parts() {}
    }
}
