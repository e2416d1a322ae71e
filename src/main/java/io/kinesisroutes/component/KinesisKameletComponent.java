// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.config.Problems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Endpoint;

/**
 * The component that a Kamelet has for itself, a bean of its template: two Kamelets with two roles stay apart, and the
 * application's own components are left alone.
 *
 * <p>It is set up as the deployment's own {@link KinesisComponent}, bound as {@code aws2-kinesis} or {@code
 * kinesis-routes}, if there is one. Its {@code externalId} is the deployment's property {@code kinesis.account}, else what
 * that component has: never what the user of a Kamelet says.
 */
public final class KinesisKameletComponent extends KinesisComponent {

    /**
     * A parameter that no other component takes: whoever gets another one into the place of this one, by a parameter that
     * is named as the bean, ends there.
     */
    static final String KAMELET = "kamelet";

    private static final String CONSUMER_NAME = "consumerName";

    static final List<String> POSITIONS = List.of("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP");

    /** What a Kamelet calls differently than an endpoint. */
    static final Map<String, String> PROPERTY_OF_OPTION = Map.of(
            "streamName", "stream",
            "iteratorType", "position",
            "messageTimestamp", "timestamp",
            "lingerMillis", "linger",
            "maxInFlightRequests", "maxInFlight");

    private volatile String parentRouteId;

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        KinesisComponent own = deploymentsOwn();
        if (own != null) {
            setConfiguration(own.getConfiguration().copy());
            setStsUriEndpointOverride(own.getStsUriEndpointOverride());
            setDynamoDbUriEndpointOverride(own.getDynamoDbUriEndpointOverride());
            setCloudWatchUriEndpointOverride(own.getCloudWatchUriEndpointOverride());
            setCheckpointStore(own.getCheckpointStore());
            setExternalId(own.getExternalId());
        }
    }

    private KinesisComponent deploymentsOwn() {
        return List.of("aws2-kinesis", "kinesis-routes").stream()
                .map(getCamelContext()::hasComponent)
                .filter(KinesisComponent.class::isInstance)
                .map(KinesisComponent.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** @throws ConfigurationException with every problem of the Kamelet's properties at once, by their names there */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        boolean isSource = "kinesis-source".equals(parameters.remove(KAMELET));
        KameletUse use = KameletUse.current(getCamelContext());
        use.deploymentsAccount().ifPresent(this::setExternalId);
        Problems problems = new Problems();
        use.check(problems);
        checkPosition(parameters, problems);
        parentRouteId = use.parentRouteId().orElse(null);
        // Who shares a stream says the name, which is the same in each process.
        boolean isNamed = parameters.containsKey(CONSUMER_NAME) || isShared(parameters);
        if (!isNamed && parentRouteId != null) {
            parameters.put(CONSUMER_NAME, parentRouteId);
        }
        Endpoint endpoint = null;
        try {
            endpoint = super.createEndpoint(uri, remaining, parameters);
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> addByItsNameHere(problem, problems));
        }
        problems.throwIfAny("kamelet:" + use.kamelet());
        if (isSource && !isNamed) {
            use.parentRouteId().filter(use::isMadeUp).ifPresent(id -> RouteIds.warn(id, remaining));
        }
        return endpoint;
    }

    private static boolean isShared(Map<String, Object> parameters) {
        return "true".equalsIgnoreCase(String.valueOf(parameters.get("useKclConsumers")));
    }

    /** The Kamelet's own route has an id that Camel made up. */
    @Override
    String writtenRoute(String routeId) {
        return parentRouteId == null ? routeId : parentRouteId;
    }

    /** An endpoint knows more positions, which ask for options that a Kamelet does not have. */
    private static void checkPosition(Map<String, Object> parameters, Problems problems) {
        Object position = parameters.get("iteratorType");
        if (position != null && !POSITIONS.contains(position.toString())) {
            parameters.remove("iteratorType");
            problems.add(
                    "position",
                    position.toString(),
                    "is none of " + String.join(", ", POSITIONS),
                    "Leave it away for TRIM_HORIZON");
        }
    }

    private static void addByItsNameHere(Problem problem, Problems problems) {
        String name = Objects.requireNonNullElse(PROPERTY_OF_OPTION.get(problem.option()), problem.option());
        problems.add(name, problem.value(), problem.wrong(), problem.advice());
    }
}
