// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON Schema of the records of the benchmark. */
final class CopySchema {
    private static final String TEXT = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {"id": {"type": "integer"}, "text": {"type": "string", "minLength": 1}},
              "required": ["id", "text"]
            }
            """;

    private CopySchema() {}

    /** Returns the file that holds it. */
    static Path write() throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve("record.schema.json");
        return Files.writeString(file, TEXT).toAbsolutePath();
    }
}
