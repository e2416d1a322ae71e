// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Damages the checkpoints as a crash or a full disk does. Stock has none: then there is nothing to damage. */
record CheckpointFiles(Path directory) {

    List<Path> checkpoints() throws IOException {
        return list(".json");
    }

    /** Beside each checkpoint half of one that was being written, and what the kill really left is cut in half too. */
    void leaveHalfWrittenTemporaryFiles() throws IOException {
        for (Path temporary : list(".tmp")) {
            Files.write(temporary, half(Files.readAllBytes(temporary)));
        }
        for (Path checkpoint : checkpoints()) {
            Path temporary = checkpoint.resolveSibling(checkpoint.getFileName() + ".tmp");
            Files.write(temporary, half(Files.readAllBytes(checkpoint)));
        }
    }

    static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private List<Path> list(String ending) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }
}
