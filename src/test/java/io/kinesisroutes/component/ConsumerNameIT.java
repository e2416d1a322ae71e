// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who lets Camel make up the name under which positions are kept is warned. */
class ConsumerNameIT extends KameletFixture {

    private static final String PLAIN = "aws2-kinesis:orders";
    private static final String KAMELET = "kamelet:kinesis-source?stream=orders";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RouteIds.class);

    @BeforeEach
    void watch() {
        stream(DEPLOYMENT);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopWatching() {
        logger.detachAppender(log);
    }

    private static RouteBuilder reading(String from, String id) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to("mock:out");
            }
        };
    }

    /** The route that was written, and not the one of a Kamelet. */
    private static String reader(Deployment deployment) {
        return deployment.context().getRoutes().stream()
                .filter(route -> !route.isCreatedByKamelet())
                .findFirst()
                .orElseThrow()
                .getRouteId();
    }

    private void assertWarnedOnce(String routeId) {
        assertEquals(1, log.list.size(), log.list::toString);
        assertEquals(Level.WARN, log.list.get(0).getLevel());
        String text = log.list.get(0).getFormattedMessage();
        assertTrue(text.startsWith("Route " + routeId + " has no id of its own"), text);
        assertTrue(text.contains("consumerName=" + routeId + " "), text);
        assertTrue(text.contains("orders"), text);
    }

    @Test
    void plainEndpoint_inARouteWithoutAnId_isWarnedOfOnce() throws Exception {
        try (Deployment acme = acme()) {
            acme.start(route(PLAIN, "mock:out"));

            assertWarnedOnce(reader(acme));
        }
    }

    @Test
    void kamelet_inARouteWithoutAnId_isWarnedOfByTheNameOfThatRoute() throws Exception {
        try (Deployment acme = acme()) {
            acme.start(route(KAMELET, "mock:out"));

            assertWarnedOnce(reader(acme));
        }
    }

    @Test
    void kamelet_inYamlWithoutAnId_isWarnedOf() throws Exception {
        try (Deployment acme = acme()) {
            routes(acme.context(), """
                - from:
                    uri: kamelet:kinesis-source
                    parameters:
                      stream: orders
                    steps:
                      - to: mock:out
                """);
            acme.start();

            assertWarnedOnce(reader(acme));
        }
    }

    /** Camel calls the id of a Kamelet's route a custom one, and makes up another one at each start. */
    @Test
    void plainEndpoint_inAKameletOfTheUsersOwn_isWarnedOf() throws Exception {
        try (Deployment acme = acme()) {
            acme.start(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            routeTemplate("mine").from(PLAIN).to("kamelet:sink");
                        }
                    },
                    reading("kamelet:mine", "orders"));

            assertEquals(1, log.list.size(), log.list::toString);
            assertTrue(log.list.get(0).getFormattedMessage().startsWith("Route mine-"), log.list::toString);
        }
    }

    @Test
    void template_usedWithoutAnId_isWarnedOf() throws Exception {
        try (Deployment acme = acme()) {
            acme.start(template());
            String id = TemplatedRouteBuilder.builder(acme.context(), "reader").add();

            assertWarnedOnce(id);
        }
    }

    private static RouteBuilder template() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("reader").from(PLAIN).to("mock:out");
            }
        };
    }

    @Test
    void consumers_withAnIdOrAName_areNotWarnedOf() throws Exception {
        try (Deployment acme = acme()) {
            acme.start(
                    reading(PLAIN, "orders"),
                    route(PLAIN + "?consumerName=reader", "mock:out"),
                    reading(KAMELET, "orders-by-kamelet"),
                    route(KAMELET + "&consumerName=reader-by-kamelet", "mock:out"),
                    reading("kamelet:kinesis-source/by-id?stream=orders", "orders-by-kamelet-with-an-id"),
                    route("direct:in", "kamelet:kinesis-sink?stream=orders"),
                    template());
            TemplatedRouteBuilder.builder(acme.context(), "reader")
                    .routeId("orders-by-template")
                    .add();

            assertEquals(List.of(), log.list);
        }
    }
}
