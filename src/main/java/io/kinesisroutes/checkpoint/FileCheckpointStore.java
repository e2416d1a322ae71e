// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

import io.kinesisroutes.disk.LockedFile;
import io.kinesisroutes.disk.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Positions in a readable JSON file that only this user can read. A save writes a file beside it, forces it to the disk
 * and renames it, so that a crash leaves the old positions or the new ones and never half of them; a lock keeps a second
 * process out.
 */
public final class FileCheckpointStore implements CheckpointStore {

    private final ConsumerId id;
    private final Path file;
    private final LockedFile lock;

    /**
     * Opens the file of a consumer, which need not exist.
     *
     * @param directory is made if it is not there
     * @throws CheckpointException if another process, or another route of this one, has it open, or the directory cannot be
     *     used
     */
    public FileCheckpointStore(Path directory, ConsumerId id) {
        this.id = id;
        this.file = file(directory, id);
        try {
            OwnFiles.makeDirectory(directory);
            this.lock = lock(file, id);
        } catch (IOException e) {
            throw new CheckpointException("The checkpoint of " + id + " cannot be kept in " + file + ": " + e, e);
        }
    }

    /**
     * Reads the positions of a consumer that may be running, takes no lock and changes nothing.
     *
     * @return empty if nothing was ever saved there
     * @throws CheckpointException if there is something that cannot be read or trusted
     */
    public static Optional<Map<String, ShardPosition>> peek(Path directory, ConsumerId id) {
        return read(file(directory, id), id);
    }

    private static Path file(Path directory, ConsumerId id) {
        return directory.toAbsolutePath().resolve(id.fileName() + ".json");
    }

    private static LockedFile lock(Path file, ConsumerId id) throws IOException {
        return LockedFile.tryLock(file.resolveSibling(file.getFileName() + ".lock"))
                .orElseThrow(
                        () -> new CheckpointException(
                                "The checkpoint " + file + " of " + id + " is in use by another process or route."
                                        + " One consumer runs once: stop the other, or give this one a consumerName of its own."));
    }

    @Override
    public Optional<Map<String, ShardPosition>> load() {
        return read(file, id);
    }

    private static Optional<Map<String, ShardPosition>> read(Path file, ConsumerId id) {
        try {
            return Optional.of(CheckpointDocument.read(id, Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CheckpointException("The checkpoint " + file + " of " + id + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    "The checkpoint " + file + " of " + id + " cannot be trusted: " + e.getMessage()
                            + ". Put a good copy in its place, or delete it to begin where iteratorType says.",
                    e);
        }
    }

    @Override
    public void save(Map<String, ShardPosition> positions) {
        byte[] bytes = CheckpointDocument.write(id, positions, true).getBytes(StandardCharsets.UTF_8);
        try {
            OwnFiles.replace(file, bytes);
        } catch (IOException e) {
            throw new CheckpointException("The checkpoint " + file + " of " + id + " cannot be written: " + e, e);
        }
    }

    @Override
    public String describe() {
        return file.toString();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new CheckpointException("The lock of " + file + " cannot be closed: " + e, e);
        }
    }
}
