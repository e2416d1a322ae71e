// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/**
 * The names under which the routes of a Camel context share streams with other processes. Two routes with one name would
 * take shards from each other, or mix the positions of two streams in one table. Thread-safe.
 */
final class SharedNames {

    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    /** Those of a context, whichever of its components the routes use. */
    static SharedNames of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (SharedNames.class) {
            if (!extension.isContextPluginInUse(SharedNames.class)) {
                extension.addContextPlugin(SharedNames.class, new SharedNames());
            }
            return extension.getContextPlugin(SharedNames.class);
        }
    }

    /**
     * Takes a name until the claim is closed.
     *
     * @throws ConfigurationException that names both routes if the name is taken
     */
    Claim claim(String name, String route, String stream) {
        Claim claim = new Claim(name, route, stream);
        Claim first = claims.putIfAbsent(name, claim);
        if (first != null) {
            throw new ConfigurationException(
                    "the route '" + route + "'",
                    List.of(new Problem(
                            "consumerName",
                            name,
                            "is the name under which the route '" + first.route + "' of this process reads "
                                    + first.stream + " already, and now the route '" + route + "' would read " + stream,
                            "Give each route with useKclConsumers=true a name of its own. To use more of this machine,"
                                    + " raise shardConcurrency")));
        }
        return claim;
    }

    /** That one route has a name. */
    final class Claim implements AutoCloseable {

        private final String name;
        private final String route;
        private final String stream;

        private Claim(String name, String route, String stream) {
            this.name = name;
            this.route = route;
            this.stream = stream;
        }

        /** Gives it back; a second call does nothing. */
        @Override
        public void close() {
            claims.remove(name, this);
        }
    }
}
