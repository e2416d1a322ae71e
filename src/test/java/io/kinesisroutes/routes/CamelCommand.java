// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import io.kinesisroutes.demo.DemoAccounts;
import io.kinesisroutes.local.LocalAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Camel CLI in a JVM and with a local repository of its own, as the demo's deployment. What it downloads comes from
 * where Maven would get it; our jar is that of this build.
 */
final class CamelCommand {

    private static final Path REPOSITORY =
            Path.of("target/camel-cli-repository").toAbsolutePath();

    private final LocalAws aws;
    private final DemoAccounts accounts;
    private final Path directory;

    /** @param directory in which the command is given */
    CamelCommand(LocalAws aws, DemoAccounts accounts, Path directory) {
        this.aws = aws;
        this.accounts = accounts;
        this.directory = directory;
    }

    /** What a user has who runs the project: its routes, Kamelets, schemas and settings, in {@code directory}. */
    static Path project(Path directory) throws IOException {
        for (String part : List.of("routes", "kamelets", "schemas")) {
            copy(Path.of(part), directory.resolve(part));
        }
        for (String file : List.of("application.properties", "application-demo.properties")) {
            Files.copy(Path.of(file), directory.resolve(file));
        }
        return directory;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    copy(file, to.resolve(file.getFileName()));
                }
            }
        } else if (Files.exists(from)) {
            Files.copy(from, to);
        }
    }

    /**
     * Starts a command and returns.
     *
     * @param log the name of a file in {@code target} for what it says
     */
    Process start(String log, String... arguments) throws IOException {
        String repositories =
                BuiltJar.publish().toUri() + "," + BuiltJar.mainRepository().toUri();
        deleteOurJar();
        List<String> command = new ArrayList<>(jvm());
        command.addAll(List.of(arguments));
        command.add("--repos=" + repositories);
        return process(log, command);
    }

    /** A JVM that is told where the local AWS is and who the deployment is. */
    List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlocal-aws.endpoint=" + aws.endpoint(),
                // For what is not told of the profile demo: the SDK itself goes there.
                "-Daws.endpointUrl=" + aws.endpoint(),
                "-Daws.accessKeyId=" + accounts.deployment().accessKeyId(),
                "-Daws.secretAccessKey=" + accounts.deployment().secretAccessKey());
    }

    private List<String> jvm() throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                "-Dmaven.repo.local=" + REPOSITORY,
                "-cp",
                Files.readString(Path.of("target/camel-cli.classpath")),
                Path.of("src/test/camel-cli/CamelCli.java").toAbsolutePath().toString()));
        return command;
    }

    Process process(String log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", log).toFile())
                .start();
    }

    /** Ends it as Ctrl-C would, and waits until it has ended. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Camel never looks for a newer snapshot than the one it has. */
    private static void deleteOurJar() throws IOException {
        Path ours = REPOSITORY.resolve("io/kinesisroutes");
        if (Files.exists(ours)) {
            try (Stream<Path> files = Files.walk(ours)) {
                files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
            }
        }
    }
}
