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

    /** Puts the jar and its POM into {@code target/built-repository}. */
    static Path publish() {
        Path repository = TARGET.resolve("built-repository");
        Path folder = repository.resolve("io/kinesisroutes/camel-kinesis-routes/" + version());
        String name = "camel-kinesis-routes-" + version();
        copy(TARGET.resolve(name + ".jar"), folder.resolve(name + ".jar"));
        copy(Path.of("pom.xml"), folder.resolve(name + ".pom"));
        return repository;
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
