// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.json.JsonGate;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** Makes the parts of a route and collects what is wrong with each, so that one bad part does not hide the next. */
final class RouteParts {

    private static final String NOTHING = "";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");

    private final CamelContext context;
    private final String component;
    private final Problems problems;
    private final boolean bound;

    RouteParts(CamelContext context, String component, Problems problems) {
        this.context = context;
        this.component = component;
        this.problems = problems;
        this.bound = isOurs(context.getComponent(component));
    }

    private boolean isOurs(Component found) {
        if (!(found instanceof KinesisComponent)) {
            problems.add(
                    "component",
                    component,
                    found == null ? "is not bound" : "is " + found.getClass().getName(),
                    "Before the route is added: context.addComponent(\"" + component
                            + "\", kinesis), with a KinesisComponent");
        }
        return found instanceof KinesisComponent;
    }

    /** @return the endpoint's URI, meaningful only if no problem was added */
    String stream(String part, KinesisStream stream) {
        if (stream == null) {
            problems.add(part, null, "is not set", "Example: " + part + "(KinesisStream.named(\"orders\"))");
            return NOTHING;
        }
        Problems unset = new Problems();
        String uri = uri(part, stream, unset);
        unset.copyTo(problems);
        if (bound && unset.isEmpty()) {
            endpoint(part, uri);
        }
        return uri;
    }

    private String uri(String part, KinesisStream stream, Problems unset) {
        StringJoiner options = new StringJoiner("&", "?", "").setEmptyValue("");
        new TreeMap<>(stream.options())
                .forEach((option, value) ->
                        options.add(option + "=" + raw(resolved(part + "." + option, value, unset))));
        return component + ":" + resolved(part, stream.name(), unset) + options;
    }

    /** One at a time: Camel's message about a whole URI would show the other values, too. */
    private String resolved(String option, String value, Problems unset) {
        try {
            return context.resolvePropertyPlaceholders(value);
        } catch (RuntimeException e) {
            String names =
                    PLACEHOLDER.matcher(value).results().map(MatchResult::group).collect(Collectors.joining(" "));
            unset.add(option, names, "has no value", "Set the property, or give it a default: {{name:default}}");
            return NOTHING;
        }
    }

    /** As Camel takes it without looking for what a URI would mean by it; it ends where an & follows the bracket. */
    private static String raw(String value) {
        return value.contains(")&") ? "RAW{" + value + "}" : "RAW(" + value + ")";
    }

    /** Any endpoint that Camel can make. */
    void destination(String part, String uri) {
        if (uri == null || uri.isEmpty()) {
            problems.add(
                    part,
                    null,
                    "is not set",
                    "Example: file:dead-letters?tempPrefix=.tmp-&chmod=600&chmodDirectory=700");
        } else {
            endpoint(part, uri);
        }
    }

    /** It is made here already; the route will take it from the context by its URI. */
    private void endpoint(String part, String uri) {
        try {
            context.getEndpoint(uri);
        } catch (RuntimeException e) {
            add(part, e);
        }
    }

    private void add(String part, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException bad) {
                add(part + ".", bad);
                return;
            }
        }
        problems.add(
                part,
                null,
                "cannot be made an endpoint: " + e.getMessage(),
                "See the component's page in Camel's manual");
    }

    private void add(String prefix, ConfigurationException bad) {
        bad.problems()
                .forEach(problem ->
                        problems.add(prefix + problem.option(), problem.value(), problem.wrong(), problem.advice()));
    }

    /** @return the gate, its schema compiled unless a problem was added */
    JsonGate gate(String schema) {
        JsonGate gate = new JsonGate();
        gate.setCamelContext(context);
        gate.setSchema(resolved("schema", schema == null ? NOTHING : schema, problems));
        try {
            gate.init();
        } catch (ConfigurationException e) {
            add("", e);
        }
        return gate;
    }
}
