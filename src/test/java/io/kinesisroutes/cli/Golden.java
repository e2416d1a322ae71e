// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares what a person sees with a file under {@code src/test/resources/golden}, which is read as documentation.
 * {@code -Dgolden.update=true} writes the files anew.
 */
final class Golden {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private final Map<String, String> changing = new LinkedHashMap<>();

    /** Puts a stable word in place of what each run has anew, here a regular expression. */
    Golden mask(String regex, String word) {
        changing.put(regex, word);
        return this;
    }

    /** The text without what each run has anew. */
    String stable(String text) {
        String stable = text;
        for (Map.Entry<String, String> entry : changing.entrySet()) {
            stable = stable.replaceAll(entry.getKey(), entry.getValue());
        }
        return stable;
    }

    /** Fails if the text is not that of the file. */
    void check(String name, String text) {
        String stable = stable(text);
        Path file = DIRECTORY.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, stable);
            }
            assertEquals(Files.readString(file), stable, () -> file + "; -Dgolden.update=true writes it anew");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
