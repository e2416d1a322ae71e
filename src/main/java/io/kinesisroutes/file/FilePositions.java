// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.disk.LockedFile;
import io.kinesisroutes.disk.OwnFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far each file is done, by the key of the file, in readable JSON. A save is there as a whole or not at all, whatever
 * happens meanwhile, and for this user only. Not thread-safe.
 */
final class FilePositions implements Closeable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<TreeMap<String, FilePosition>> TYPE = new TypeReference<>() {};

    private final Path path;
    private final LockedFile lock;
    private Map<String, FilePosition> positions;

    private FilePositions(Path path, LockedFile lock, Map<String, FilePosition> positions) {
        this.path = path;
        this.lock = lock;
        this.positions = positions;
    }

    /**
     * @param path need not exist; its directory is made
     * @throws IllegalStateException if somebody else has it open, or what is in it cannot be trusted
     */
    static FilePositions open(Path path) throws IOException {
        OwnFiles.makeDirectory(path.getParent());
        LockedFile lock = LockedFile.lock(
                path.resolveSibling(path.getFileName() + ".lock"),
                "Files are followed by one at a time: stop the other, or give this one another name.");
        try {
            return new FilePositions(path, lock, read(path));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Map<String, FilePosition> read(Path path) throws IOException {
        try {
            return MAPPER.readValue(Files.readAllBytes(path), TYPE);
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IllegalStateException(
                    "What is done of the files, in " + path + ", cannot be trusted: " + e.getOriginalMessage()
                            + ". Put a good copy in its place, or delete it to send all lines of all files again.",
                    e);
        }
    }

    /** @return {@code null} if nothing of it is done */
    FilePosition get(String key) {
        return positions.get(key);
    }

    /** Replaces all of them, and returns when they are on the disk; after an exception this says what it said. */
    void save(Map<String, FilePosition> changed) throws IOException {
        OwnFiles.replace(path, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(changed));
        positions = changed;
    }

    Map<String, FilePosition> all() {
        return new TreeMap<>(positions);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
