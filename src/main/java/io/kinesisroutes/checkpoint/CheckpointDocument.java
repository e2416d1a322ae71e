// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The JSON text of a checkpoint: whose it is, and the position of each shard. */
final class CheckpointDocument {

    private static final JsonMapper MAPPER = new JsonMapper();

    private CheckpointDocument() {}

    static String write(ConsumerId id, Map<String, ShardPosition> positions, boolean pretty) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("consumer", id.consumer());
        document.put("stream", id.stream());
        ObjectNode shards = document.putObject("shards");
        new TreeMap<>(positions).forEach((shard, position) -> shards.put(shard, position.toString()));
        return pretty ? document.toPrettyString() + "\n" : document.toString();
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write} wrote for this consumer, with what is wrong
     */
    static Map<String, ShardPosition> read(ConsumerId id, String text) {
        JsonNode document = parse(text);
        expect("consumer", id.consumer(), document);
        expect("stream", id.stream(), document);
        if (!document.path("shards").isObject()) {
            throw new IllegalArgumentException("it has no object 'shards'");
        }
        Map<String, ShardPosition> positions = new TreeMap<>();
        document.path("shards")
                .properties()
                .forEach(shard -> positions.put(shard.getKey(), position(shard.getKey(), shard.getValue())));
        return positions;
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void expect(String name, String value, JsonNode document) {
        if (!value.equals(document.path(name).textValue())) {
            throw new IllegalArgumentException(
                    "its " + name + " is " + document.path(name) + " and not \"" + value + "\"");
        }
    }

    private static ShardPosition position(String shard, JsonNode value) {
        try {
            return ShardPosition.parse(value.asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the position of " + shard + ": " + e.getMessage(), e);
        }
    }
}
