// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the id that somebody gave a route from one that Camel made up, which may be another route's at the next start. */
final class RouteIds {

    private static final Logger LOG = LoggerFactory.getLogger(RouteIds.class);

    private RouteIds() {}

    static boolean isMadeUp(Route route) {
        return !route.isCustomId()
                || route.isCreatedByKamelet() && isOfAKamelet(route.getRouteId(), route.getNodePrefixId());
    }

    static boolean isMadeUp(RouteDefinition route) {
        return !route.hasCustomIdAssigned()
                || Boolean.TRUE.equals(route.isKamelet()) && isOfAKamelet(route.getId(), route.getNodePrefixId());
    }

    /** Camel calls that one a custom id, too: the Kamelet's name and what is before the ids of its steps. */
    private static boolean isOfAKamelet(String id, String prefix) {
        return prefix != null && id.endsWith(prefix);
    }

    /** Says that the positions of a consumer are kept under such an id, and what to do. */
    static void warn(String routeId, String stream) {
        LOG.warn(
                "Route {} has no id of its own and no consumerName, so Camel made up the id under which its positions in {}"
                        + " are kept. When routes are added, removed or moved, another one may go on there and leave records"
                        + " out. Give the route an id, or set consumerName; consumerName={} keeps the positions as they are",
                routeId,
                stream,
                routeId);
    }
}
