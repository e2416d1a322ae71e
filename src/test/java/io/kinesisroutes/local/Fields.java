// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a request, each of the type it must have, else SerializationException. Null counts as absent. */
record Fields(ObjectNode node, WireFormat format) {

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Optional<String> text(String name) {
        return member(name, "string", JsonNode::isTextual).map(JsonNode::textValue);
    }

    Optional<Integer> integer(String name) {
        return member(name, "integer", JsonNode::canConvertToInt).map(JsonNode::intValue);
    }

    Optional<Instant> timestamp(String name) {
        return member(name, "timestamp", JsonNode::isNumber).map(format::timestamp);
    }

    Optional<Fields> object(String name) {
        return member(name, "structure", JsonNode::isObject).map(value -> new Fields((ObjectNode) value, format));
    }

    Optional<byte[]> blob(String name) {
        return member(name, "blob", value -> value.isBinary() || value.isTextual())
                .map(Fields::bytes);
    }

    /** Empty if absent. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : member(name, "list", JsonNode::isArray).orElse(node.arrayNode())) {
            require(element.isObject(), "structure");
            objects.add(new Fields((ObjectNode) element, format));
        }
        return objects;
    }

    private interface TypeCheck {
        boolean fits(JsonNode value);
    }

    private Optional<JsonNode> member(String name, String type, TypeCheck check) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        require(check.fits(value), type);
        return Optional.of(value);
    }

    private static byte[] bytes(JsonNode value) {
        try {
            return value.binaryValue();
        } catch (IOException e) {
            throw AwsError.serialization("Blob is not valid base64");
        }
    }

    private static void require(boolean fits, String type) {
        if (!fits) {
            throw AwsError.serialization("Value found where a " + type + " was expected");
        }
    }
}
