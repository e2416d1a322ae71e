// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * The user's own route with the replay in place of its stream. Routes that it calls through {@code direct:} run as well, all
 * others stay off: they read streams and files of their own.
 */
final class ReplayRoute {

    private static final String INSTEAD = "direct:kinesis-routes-replay";

    private final ModelCamelContext context;
    private final String routeId;

    /**
     * @param context with the routes, not started
     * @throws ConfigurationException if there is no such route
     */
    ReplayRoute(CamelContext context, String routeId) {
        this.context = (ModelCamelContext) context;
        this.routeId = routeId;
        if (this.context.getRouteDefinition(routeId) == null) {
            throw new ConfigurationException(
                    "replay",
                    List.of(new Problem("--route", routeId, "is not the id of a route", "There is " + routes())));
        }
    }

    String id() {
        return routeId;
    }

    private String routes() {
        String ids = context.getRouteDefinitions().stream()
                .map(RouteDefinition::getId)
                .sorted()
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "none: see camel.main.routesIncludePattern in the settings" : ids;
    }

    /**
     * Starts it.
     *
     * @throws ConfigurationException if the settings turn it off
     */
    Endpoint start() throws Exception {
        AdviceWith.adviceWith(context, routeId, false, route -> route.replaceFromWith(INSTEAD));
        for (RouteDefinition route : context.getRouteDefinitions()) {
            if (route.getInput().getEndpointUri().startsWith("direct:")) {
                route.setAutoStartup("true");
            } else {
                // Also a route that is not started opens its files and streams, which a deployment beside us may hold.
                route.setPrecondition("false");
            }
        }
        context.start();
        if (context.getRoute(routeId) == null) {
            throw new ConfigurationException(
                    "replay",
                    List.of(new Problem(
                            "--route",
                            routeId,
                            "is turned off by the settings",
                            "Try -p" + routeId + ".enabled=true")));
        }
        return context.getEndpoint(INSTEAD);
    }
}
