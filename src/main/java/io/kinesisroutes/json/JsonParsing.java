// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads one JSON document from bytes, strictly. Thread-safe. */
final class JsonParsing {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** How Jackson names a place within its text; what it says of the source there is about itself. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^;\\]]*; ([^\\]]*)]");

    private JsonParsing() {}

    /**
     * @param bytes UTF-8, as RFC 8259 asks of JSON between systems
     * @throws InvalidRecordException if they are not one JSON document
     */
    static JsonNode parse(byte[] bytes) throws InvalidRecordException {
        if (isPlainAscii(bytes)) {
            try {
                JsonNode node = MAPPER.readTree(bytes);
                if (!node.isMissingNode()) {
                    return node;
                }
            } catch (IOException e) {
                // Said below, by the character.
            }
        }
        return parseText(bytes);
    }

    /** Whether Jackson reads these bytes as what they are: without a zero there is nothing else to guess. */
    private static boolean isPlainAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each <= 0) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode parseText(byte[] bytes) throws InvalidRecordException {
        // Jackson itself would guess UTF-16 and UTF-32 and lets some malformed UTF-8 pass.
        String text = decode(ByteBuffer.wrap(bytes));
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new InvalidRecordException("not JSON: the record is empty", "");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("not JSON: " + reason(e) + at(e), "");
        }
    }

    private static String decode(ByteBuffer bytes) throws InvalidRecordException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            boolean marked = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK;
            return marked ? text.subSequence(1, text.length()).toString() : text.toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRecordException("not UTF-8: malformed at byte " + bytes.position(), "");
        }
    }

    private static String reason(JsonProcessingException e) {
        return PLACE.matcher(e.getOriginalMessage()).replaceAll("$1");
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ", at character " + e.getLocation().getCharOffset();
    }
}
