// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The two encodings that Kinesis speaks. They differ in blobs and timestamps. */
enum WireFormat {
    JSON("application/x-amz-json-1.1", new ObjectMapper()),
    CBOR("application/x-amz-cbor-1.1", new ObjectMapper(new CBORFactory()));

    private final String contentType;
    private final ObjectMapper mapper;

    WireFormat(String contentType, ObjectMapper mapper) {
        this.contentType = contentType;
        this.mapper = mapper;
    }

    static Optional<WireFormat> ofContentType(String header) {
        if (header.startsWith(CBOR.contentType)) {
            return Optional.of(CBOR);
        }
        return header.startsWith(JSON.contentType) || header.startsWith("application/json")
                ? Optional.of(JSON)
                : Optional.empty();
    }

    String contentType() {
        return contentType;
    }

    ObjectMapper mapper() {
        return mapper;
    }

    ObjectNode read(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw AwsError.serialization("The request body is no valid " + this);
        }
        throw AwsError.serialization("Start of structure or map found where not expected.");
    }

    /** JSON counts seconds, CBOR milliseconds. */
    Instant timestamp(JsonNode node) {
        return this == CBOR && node.isIntegralNumber()
                ? Instant.ofEpochMilli(node.longValue())
                : Instant.ofEpochMilli(Math.round(node.doubleValue() * 1000));
    }
}
