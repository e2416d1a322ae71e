// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;

/** Puts the options of a URI into an endpoint, one at a time, so that one bad value does not hide the next. */
final class OptionBinder {

    private static final Set<String> SECRET = Set.of("accesskey", "secretkey", "sessiontoken");

    private OptionBinder() {}

    /** Empties {@code parameters}: what was not taken is a problem. */
    static void bind(Endpoint endpoint, Map<String, Object> parameters, Problems problems) {
        for (String name : List.copyOf(parameters.keySet())) {
            Object value = parameters.remove(name);
            if (name.replace("-", "").equalsIgnoreCase("externalId")) {
                refuseExternalId(name, value, problems);
            } else if (isPath(name)) {
                refusePath(name, problems);
            } else {
                bind(endpoint, name, value, problems);
            }
        }
    }

    private static boolean isPath(String name) {
        return name.contains("[") || name.contains(".") && !name.startsWith("scheduler.");
    }

    private static void refuseExternalId(String name, Object value, Problems problems) {
        problems.add(
                name,
                String.valueOf(value),
                "is set on an endpoint. Whoever could choose the ExternalId could borrow the rights that a stream owner"
                        + " gave to somebody else (the confused deputy), so it is always the deployment's account name",
                "Remove it here and set it once for the deployment: kinesis.account=acme");
    }

    /** Camel would walk it: component.externalId would reach the one thing that no endpoint may choose. */
    private static void refusePath(String name, Problems problems) {
        problems.add(
                name,
                null,
                "is a path to something that is not this endpoint's",
                "Set the component's options on the component: camel.component.aws2-kinesis.NAME=VALUE");
    }

    private static void bind(Endpoint endpoint, String name, Object value, Problems problems) {
        Map<String, Object> rest = new HashMap<>();
        rest.put(name, value);
        try {
            endpoint.configureProperties(rest);
        } catch (RuntimeException e) {
            rest.clear();
            problems.add(
                    name,
                    shown(name, value),
                    "is not accepted: " + rootMessage(e),
                    "See the table of options in the README");
        }
        if (!rest.isEmpty()) {
            problems.add(name, null, "is not an option of this endpoint", "See the table of options in the README");
        }
    }

    private static String shown(String name, Object value) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "(hidden)" : String.valueOf(value);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
