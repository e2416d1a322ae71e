// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinesisroutes.json.InvalidRecordException;
import io.kinesisroutes.json.JsonGate;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON in one line, in ASCII: no letter of a stranger's reaches a terminal but as an escape. Thread-safe. */
final class JsonLine {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final JsonGate ANY_JSON = new JsonGate();

    private JsonLine() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @param kind of the object, its first member: several kinds come in one output */
    static ObjectNode object(String kind) {
        return object().put("kind", kind);
    }

    /** The document with its numbers as exact as they were written; empty if it is not JSON. */
    static Optional<JsonNode> read(byte[] data) {
        try {
            ANY_JSON.parse(data);
            String text = new String(data, StandardCharsets.UTF_8);
            return Optional.of(MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (InvalidRecordException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String write(JsonNode document) {
        try {
            // DEL is the one control character that is ASCII and that JSON does not ask to be escaped.
            return MAPPER.writeValueAsString(document).replace("\u007F", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
