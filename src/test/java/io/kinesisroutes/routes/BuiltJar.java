// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The jar of this build in a Maven repository of its own, so that others can resolve it and no older one is found. */
final class BuiltJar {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private BuiltJar() {}

    static String version() {
        return System.getProperty("project.version");
    }

    /** The repository of the Maven that runs this test. */
    static Path mainRepository() {
        return Path.of(System.getProperty("maven.repo.local"));
    }

    /** Puts the jar and its POM into {@code target/built-repository}, and the name that the Camel CLI knows it by. */
    static Path publish() {
        Path repository = TARGET.resolve("built-repository");
        copy(jar(), file(repository, "camel-kinesis-routes", ".jar"));
        copy(Path.of("pom.xml"), file(repository, "camel-kinesis-routes", ".pom"));
        copy(Path.of("src/camel-plugin/pom.xml"), file(repository, "camel-jbang-plugin-kinesis", ".pom"));
        return repository;
    }

    static Path jar() {
        return TARGET.resolve("camel-kinesis-routes-" + version() + ".jar");
    }

    private static Path file(Path repository, String artifact, String ending) {
        return repository
                .resolve("io/kinesisroutes")
                .resolve(artifact)
                .resolve(version())
                .resolve(artifact + "-" + version() + ending);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
