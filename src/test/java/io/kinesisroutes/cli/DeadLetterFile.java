// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Dead letters as a route would have left them. */
final class DeadLetterFile {

    private DeadLetterFile() {}

    /** The envelope of a record of shard 0, in one line. */
    static String envelope(int sequenceNumber, String key, String data) {
        String base64 = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return ("{\"stream\":\"orders\",\"shardId\":\"shardId-000000000000\",\"sequenceNumber\":\"%d\",\"partitionKey\":\"%s\","
                        + "\"arrival\":\"2026-01-31T12:00:00Z\",\"reason\":\"not what the schema asks for\",\"pointer\":\"\","
                        + "\"data\":\"%s\"}")
                .formatted(sequenceNumber, key, base64);
    }

    /** One for each number, with the number as its data and one of ten keys. */
    static Path numbered(Path file, int count) throws IOException {
        List<String> lines = IntStream.range(0, count)
                .mapToObj(i -> envelope(i, "key-" + i % 10, String.valueOf(i)))
                .toList();
        return Files.write(file, lines);
    }
}
