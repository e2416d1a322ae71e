// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import io.kinesisroutes.checkpoint.CheckpointStore;
import io.kinesisroutes.checkpoint.ConsumerId;
import io.kinesisroutes.checkpoint.FileCheckpointStore;
import io.kinesisroutes.checkpoint.StateRepositoryCheckpointStore;
import io.kinesisroutes.config.Problems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.camel.spi.StateRepository;

/** Opens the checkpoint store that an option names. */
@FunctionalInterface
interface CheckpointStores {

    String DEFAULT = "file:checkpoints";

    CheckpointStore open(ConsumerId id);

    /** @param option a text that begins with {@code file:}, or a {@link StateRepository} of strings */
    static CheckpointStores of(Object option, Problems problems) {
        if (option instanceof StateRepository<?, ?> repository) {
            return id -> new StateRepositoryCheckpointStore(ofStrings(repository), id);
        }
        if (option instanceof String text && text.startsWith("file:") && text.length() > "file:".length()) {
            return file(text, problems);
        }
        problems.add(
                "checkpointStore",
                String.valueOf(option),
                "is neither file: and a directory nor a StateRepository",
                "Example: file:/var/lib/kinesis-routes, or #myStateRepository");
        return null;
    }

    private static CheckpointStores file(String text, Problems problems) {
        try {
            Path directory = Path.of(text.substring("file:".length()));
            return id -> new FileCheckpointStore(directory, id);
        } catch (InvalidPathException e) {
            problems.add("checkpointStore", text, "is no path: " + e.getReason(), "Example: file:checkpoints");
            return null;
        }
    }

    /** Keys and values are strings by the option's contract; a repository of another kind fails at the first save. */
    @SuppressWarnings("unchecked")
    private static StateRepository<String, String> ofStrings(StateRepository<?, ?> repository) {
        return (StateRepository<String, String>) repository;
    }
}
