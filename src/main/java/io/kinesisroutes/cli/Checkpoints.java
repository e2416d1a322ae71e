// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.checkpoint.ConsumerId;
import io.kinesisroutes.checkpoint.FileCheckpointStore;
import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.component.SharedConsumer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints of a consumer as they lie on the disk. They are looked at and never touched: the consumer may be running.
 *
 * @param note whose they are and where, or why there is nothing to see, to follow on other words
 * @param positions by shard; {@code null} if there are none
 */
record Checkpoints(String note, Map<String, ShardPosition> positions) {

    private static final String DEFAULT_DIRECTORY = "file:checkpoints";

    static Checkpoints none(String why) {
        return new Checkpoints(why, null);
    }

    /**
     * Looks at those of a consumer.
     *
     * @throws io.kinesisroutes.checkpoint.CheckpointException if they cannot be trusted
     */
    static Checkpoints read(KinesisEndpoint endpoint, ConsumerId consumer) {
        Optional<SharedConsumer> shared = SharedConsumer.of(endpoint);
        if (shared.isPresent()) {
            String name = TerminalText.safe(shared.get().name());
            return none("; consumer " + name + ": not shown, its checkpoints are in the lease table of that name");
        }
        Object store = store(endpoint);
        String whose = "; consumer " + TerminalText.safe(consumer.consumer()) + ": ";
        if (!(store instanceof String text) || !text.startsWith("file:")) {
            return none(whose + "not shown, its checkpoints are not in files");
        }
        Path directory = Path.of(text.substring("file:".length()));
        Optional<Map<String, ShardPosition>> found = FileCheckpointStore.peek(directory, consumer);
        return found.map(positions -> new Checkpoints(whose + "checkpoints in " + directory, positions))
                .orElseGet(() -> none(whose + "no checkpoint in " + directory));
    }

    private static Object store(KinesisEndpoint endpoint) {
        Object own = endpoint.getCheckpointStore();
        Object component = endpoint.getComponent().getCheckpointStore();
        if (own != null && !own.equals("")) {
            return own;
        }
        return component == null || component.equals("") ? DEFAULT_DIRECTORY : component;
    }

    boolean isKnown() {
        return positions != null;
    }

    /** @return {@code null} if there is none */
    ShardPosition of(String shardId) {
        return positions == null ? null : positions.get(shardId);
    }
}
