// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new directory for one round, gone afterwards. */
final class Scratch implements AutoCloseable {
    private final Path directory;

    /** In the build directory: where temporary files go may not be a disk. */
    Scratch() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "checkpoints-")
                .toAbsolutePath();
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
