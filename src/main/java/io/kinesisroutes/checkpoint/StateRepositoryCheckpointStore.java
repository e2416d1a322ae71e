// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.StateRepository;

/**
 * Positions in one entry of a Camel {@link StateRepository}, which the user starts and stops. It is as safe as the
 * repository is: it cannot keep a second process out, and a {@code FileStateRepository} may lose its last entries with the
 * machine's power.
 */
public final class StateRepositoryCheckpointStore implements CheckpointStore {

    private final StateRepository<String, String> repository;
    private final ConsumerId id;

    public StateRepositoryCheckpointStore(StateRepository<String, String> repository, ConsumerId id) {
        this.repository = repository;
        this.id = id;
    }

    private String key() {
        return id.fileName();
    }

    @Override
    public Optional<Map<String, ShardPosition>> load() {
        String text = repository.getState(key());
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CheckpointDocument.read(id, text));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    "The checkpoint in " + describe() + " cannot be trusted: " + e.getMessage()
                            + ". Correct it, or delete" + " it to begin where iteratorType says.",
                    e);
        }
    }

    @Override
    public void save(Map<String, ShardPosition> positions) {
        try {
            repository.setState(key(), CheckpointDocument.write(id, positions, false));
        } catch (RuntimeException e) {
            throw new CheckpointException("The checkpoint in " + describe() + " cannot be written: " + e, e);
        }
    }

    @Override
    public String describe() {
        return "state repository " + repository + " under key " + key();
    }

    @Override
    public void close() {
        // The repository is the user's.
    }
}
