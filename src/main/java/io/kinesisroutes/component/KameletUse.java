// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.PropertiesComponent;

/**
 * What the user of a Kamelet gave it, as long as its route is being made. Camel puts all of it, also what the Kamelet does
 * not declare, before the properties of the deployment.
 */
final class KameletUse {

    private static final String ACCOUNT = "kinesis.account";

    /** What Camel itself adds. */
    private static final List<String> CAMELS_OWN = List.of(
            "templateId",
            "routeId",
            "uuid",
            "location",
            "noErrorHandler",
            "bridgeErrorHandler",
            "parentRouteId",
            "parentProcessorId");

    private final CamelContext context;
    private final PropertiesComponent properties;
    private final Properties given;

    private KameletUse(CamelContext context, Properties given) {
        this.context = context;
        this.properties = context.getPropertiesComponent();
        this.given = given;
    }

    static KameletUse current(CamelContext context) {
        Properties local = context.getPropertiesComponent().getLocalProperties();
        return new KameletUse(context, local == null ? new Properties() : local);
    }

    /** The Kamelet's name. */
    String kamelet() {
        return String.valueOf(given.get("templateId"));
    }

    /** The id of the route that uses the Kamelet. */
    Optional<String> parentRouteId() {
        return Optional.ofNullable(given.get("parentRouteId")).map(Object::toString);
    }

    /** Whether nobody chose the id of a route; one that is not known is taken for such a one. */
    boolean isMadeUp(String routeId) {
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(routeId);
        return route == null || RouteIds.isMadeUp(route);
    }

    /** The account name as the deployment's own properties say it, whatever was given here. */
    Optional<String> deploymentsAccount() {
        properties.setLocalProperties(new Properties());
        try {
            return Optional.of(properties.parseUri("{{" + ACCOUNT + ":}}")).filter(name -> !name.isEmpty());
        } finally {
            // Camel keeps a stack of them, older releases one: both have again what they had.
            properties.setLocalProperties(null);
            if (properties.getLocalProperties() == null && !given.isEmpty()) {
                properties.setLocalProperties(given);
            }
        }
    }

    /** Camel takes any name, and a misspelt one would have no effect. */
    void check(Problems problems) {
        Set<String> known = known();
        names().forEach((plain, name) -> {
            if (plain.equals(plain("externalId")) || plain.equals(plain(ACCOUNT))) {
                refuseExternalId(name, problems);
            } else if (!known.contains(plain)) {
                problems.add(
                        name,
                        null,
                        "is not a property of this Kamelet",
                        "See the table of its properties in the README. If it is part of a value: write the value as RAW(...)");
            }
        });
    }

    private void refuseExternalId(String name, Problems problems) {
        problems.add(
                name,
                String.valueOf(given.get(name)),
                "is set on a Kamelet. Whoever could choose the ExternalId could borrow the rights that a stream owner gave"
                        + " to somebody else (the confused deputy), so it is always the deployment's account name",
                "Remove it here and set it once for the deployment: kinesis.account=acme");
    }

    /** Camel adds each name in camelCase and in kebab-case; the shorter one is what is shown. */
    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        given.keySet()
                .forEach(name -> names.merge(
                        plain(name.toString()), name.toString(), (a, b) -> a.length() <= b.length() ? a : b));
        return names;
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>();
        CAMELS_OWN.forEach(name -> known.add(plain(name)));
        RouteTemplateDefinition template = ((ModelCamelContext) context).getRouteTemplateDefinition(kamelet());
        if (template != null && template.getTemplateParameters() != null) {
            template.getTemplateParameters().forEach(parameter -> known.add(plain(parameter.getName())));
        }
        if (template != null && template.getTemplateBeans() != null) {
            template.getTemplateBeans().stream()
                    .map(bean -> bean.getName())
                    .filter(this::isBean)
                    .forEach(name -> known.add(plain(name)));
        }
        return known;
    }

    /** Camel adds the name of each bean, followed by a number, unless the user gave something under that name. */
    private boolean isBean(String name) {
        return String.valueOf(given.get(name)).startsWith(name + "-");
    }

    private static String plain(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
