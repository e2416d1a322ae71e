// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.local.LocalStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters in a directory and a local AWS to replay them to. */
abstract class ReplayFixture {

    final CommandStage stage = new CommandStage();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        stage.close();
    }

    Golden golden() {
        return new Golden().mask(directory.toString(), "DIRECTORY").mask("\\d+ of \\d+: .*\n", "");
    }

    LocalStream sink() {
        return stage.accounts.sink();
    }

    List<String> stored() {
        return sink().records().stream()
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .toList();
    }

    static Map<String, String> snapshot(Path directory) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(
                        file.getFileName().toString(), Files.getLastModifiedTime(file) + " " + Files.readString(file));
            }
        }
        return found;
    }
}
