// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.component.KinesisComponent;
import io.kinesisroutes.component.KinesisConfiguration;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.config.Problems;
import io.kinesisroutes.json.JsonGate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The settings of the routes, read the way Camel reads them, and the routes if they are asked for. Not thread-safe. Nothing here calls AWS.
 */
final class Settings implements AutoCloseable {

    private final Main main;
    private final String where;

    private Settings(Main main, String where) {
        this.main = main;
        this.where = where;
    }

    /**
     * Without the routes.
     *
     * @param file the properties
     * @param profile {@code null}, or the name of what lies beside the file and comes first
     * @param overrides come before both
     * @throws ConfigurationException with every problem at once
     */
    static Settings open(Path file, String profile, Map<String, String> overrides) {
        return open(file, profile, overrides, false);
    }

    /** The same with the routes, none of them started. */
    static Settings openWithRoutes(Path file, String profile, Map<String, String> overrides) {
        return open(file, profile, overrides, true);
    }

    private static Settings open(Path file, String profile, Map<String, String> overrides, boolean routes) {
        Problems problems = new Problems();
        check(file, "--properties", problems);
        Path beside = file.resolveSibling("application-" + profile + ".properties");
        if (profile != null) {
            check(beside, "--profile", problems);
        }
        problems.throwIfAny("the command");
        Main main = new Main();
        main.setPropertyPlaceholderLocations(
                profile == null ? location(file) : location(beside) + "," + location(file));
        main.addOverrideProperty("camel.main.configurationClasses", KinesisConfiguration.class.getName());
        main.addOverrideProperty("camel.main.routesCollectorEnabled", String.valueOf(routes));
        main.addOverrideProperty("camel.main.shutdownLogInflightExchangesOnTimeout", "false");
        // A deployment that runs on this machine has its port.
        main.addOverrideProperty("camel.server.enabled", "false");
        overrides.forEach(main::addOverrideProperty);
        if (!routes) {
            // Camel looks into the files for settings even if it collects no routes, and they may not be here.
            main.addOverrideProperty("camel.main.routesIncludePattern", "false");
        }
        init(main, file.toString());
        return new Settings(main, file.toString());
    }

    private static void init(Main main, String where) {
        try {
            main.init();
        } catch (RuntimeException e) {
            Problem problem = SettingProblem.of(e).orElseThrow(() -> e);
            // Without its cause, which quotes the value, be it a secret.
            throw new ConfigurationException(where, List.of(problem));
        }
    }

    private static void check(Path file, String option, Problems problems) {
        if (!Files.isReadable(file)) {
            problems.add(
                    option,
                    file.toString(),
                    "is not a file that can be read (looked from " + Path.of("").toAbsolutePath() + ")",
                    "Go to the directory of application.properties, or name the file: -f path/to/application.properties");
        }
    }

    private static String location(Path file) {
        return "file:" + file;
    }

    CamelContext camel() {
        return main.getCamelContext();
    }

    /** The deployment's account name, which is the ExternalId. */
    Optional<String> accountName() {
        return Optional.ofNullable(component().getExternalId()).filter(name -> !name.isEmpty());
    }

    /** @return empty where nothing, or nothing but blanks, is said */
    Optional<String> setting(String name) {
        return camel().getPropertiesComponent().resolveProperty(name).filter(value -> !value.isBlank());
    }

    /**
     * The endpoints that the routes use.
     *
     * @throws ConfigurationException with every problem of all of them
     */
    Map<Side, KinesisEndpoint> endpoints(List<Side> sides) {
        Set<Problem> problems = new LinkedHashSet<>();
        Map<Side, KinesisEndpoint> endpoints = new EnumMap<>(Side.class);
        for (Side side : sides) {
            try {
                endpoints.put(side, endpoint(side));
            } catch (ConfigurationException e) {
                e.problems()
                        .forEach(problem -> problems.add(new Problem(
                                settingOf(side, problem.option()),
                                problem.value(),
                                problem.wrong(),
                                problem.advice())));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(where, List.copyOf(problems));
        }
        return endpoints;
    }

    /**
     * The same for who calls AWS with them.
     *
     * @throws ConfigurationException also if nothing says in which region
     */
    Map<Side, KinesisEndpoint> callable(List<Side> sides) {
        Map<Side, KinesisEndpoint> endpoints = endpoints(sides);
        List<Problem> problems = new ArrayList<>();
        endpoints.forEach((side, endpoint) -> {
            try {
                OwnAccount.region(endpoint.connection());
            } catch (SdkException e) {
                String setting = side + ".aws.region";
                problems.add(new Problem(setting, null, OwnAccount.NO_REGION, "Example: " + setting + "=eu-west-1"));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(where, problems);
        }
        return endpoints;
    }

    private KinesisEndpoint endpoint(Side side) {
        String stream = setting(side + ".stream")
                .orElseThrow(() -> new ConfigurationException(
                        where,
                        List.of(new Problem("streamName", null, "is missing", "Example: " + side + ".stream=orders"))));
        Map<String, Object> options = new HashMap<>();
        EndpointSetting.of(side).forEach(option -> setting(option.setting(side))
                .ifPresent(value -> options.put(option.option(), value)));
        try {
            return (KinesisEndpoint) component().createEndpoint("aws2-kinesis:" + stream, options);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String settingOf(Side side, String option) {
        if (option.equals("externalId")) {
            return "kinesis.account";
        }
        return EndpointSetting.of(side).stream()
                .filter(known -> known.option().equals(option))
                .map(known -> known.setting(side))
                .findFirst()
                .orElse(option.equals("streamName") ? side + ".stream" : side + ": " + option);
    }

    /**
     * What a record of a side must be.
     *
     * @throws ConfigurationException if its schema cannot be used
     */
    JsonGate gate(Side side) {
        JsonGate gate = new JsonGate();
        gate.setCamelContext(camel());
        gate.setSchema(setting(side + ".schema").orElse(null));
        gate.start();
        return gate;
    }

    private KinesisComponent component() {
        return camel().getComponent("aws2-kinesis", KinesisComponent.class);
    }

    @Override
    public void close() {
        main.stop();
    }
}
