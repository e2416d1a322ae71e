// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command finds its settings: the options that all commands share. */
final class SettingsOptions {

    @Option(
            names = {"-f", "--properties"},
            paramLabel = "FILE",
            defaultValue = "application.properties",
            description = "The settings of the routes. Default: ${DEFAULT-VALUE}")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Takes application-NAME.properties, beside that file, on top of it.")
    private String profile;

    @Option(
            names = {"-p", "--property"},
            paramLabel = "KEY=VALUE",
            description = "Sets one setting, whatever the files say. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /**
     * Reads the settings.
     *
     * @throws io.kinesisroutes.config.ConfigurationException if they cannot be read
     */
    Settings open() {
        return Settings.open(file, profile, overrides);
    }

    /**
     * Reads the settings and the routes.
     *
     * @throws io.kinesisroutes.config.ConfigurationException if the settings cannot be read
     */
    Settings openWithRoutes() {
        return Settings.openWithRoutes(file, profile, overrides);
    }
}
