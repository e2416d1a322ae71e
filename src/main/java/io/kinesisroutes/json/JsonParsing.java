// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads one JSON document from bytes, strictly. Thread-safe. */
final class JsonParsing {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private JsonParsing() {}

    /**
     * @param bytes UTF-8, as RFC 8259 asks of JSON between systems
     * @throws InvalidRecordException if they are not one JSON document
     */
    static JsonNode parse(byte[] bytes) throws InvalidRecordException {
        if (looksLikeUtf16Or32(bytes)) {
            throw new InvalidRecordException("not UTF-8: a byte 0 stands among the first four", "");
        }
        try {
            JsonNode node = READER.readTree(bytes);
            if (node.isMissingNode()) {
                throw new InvalidRecordException("not JSON: the record is empty", "");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("not JSON: " + e.getOriginalMessage() + at(e), "");
        } catch (IOException e) {
            throw new InvalidRecordException("not JSON: " + e.getMessage(), "");
        }
    }

    /** Jackson would guess these encodings and accept them. */
    private static boolean looksLikeUtf16Or32(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", at byte " + e.getLocation().getByteOffset();
    }
}
