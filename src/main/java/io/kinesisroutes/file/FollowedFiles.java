// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of a directory that grow, and how far each is done. A file is followed under whatever name it gets there, once it
 * was seen under one that matches. One that became shorter, or has another beginning, is read from its start. Not
 * thread-safe.
 */
final class FollowedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFiles.class);

    private final Path directory;
    private final PathMatcher matcher;
    private final FilePositions positions;
    private final int most;

    /** @param most lines at once */
    FollowedFiles(Path directory, String glob, FilePositions positions, int most) {
        this.directory = directory;
        this.matcher = directory.getFileSystem().getPathMatcher("glob:" + glob);
        this.positions = positions;
        this.most = most;
    }

    private record Candidate(Path path, String key, FileTime modified) {}

    /**
     * Lines that are to be sent.
     *
     * @param key of their file
     * @param position once they are done
     */
    record Next(String key, FilePosition position, List<Batch.Line> lines) {}

    /**
     * @return {@code null} if there is nothing new
     * @throws IOException if a file cannot be read, and there is nothing new in the others
     */
    Next next() throws IOException {
        IOException unreadable = null;
        for (Candidate candidate : candidates()) {
            try {
                Next next = next(candidate);
                if (next != null) {
                    return next;
                }
            } catch (IOException e) {
                unreadable = e;
            }
        }
        if (unreadable != null) {
            throw unreadable;
        }
        return null;
    }

    /** Oldest first: what was renamed comes before what took its name. */
    private List<Candidate> candidates() throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.list(directory)) {
            paths = files.toList();
        }
        List<Candidate> found = new ArrayList<>();
        for (Path path : paths) {
            Candidate candidate = candidate(path);
            if (candidate != null && (matcher.matches(path.getFileName()) || positions.get(candidate.key()) != null)) {
                found.add(candidate);
            }
        }
        found.sort(Comparator.comparing(Candidate::modified).thenComparing(Candidate::path));
        return found;
    }

    private static Candidate candidate(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return null;
            }
            Object key = attributes.fileKey();
            return new Candidate(
                    path, key == null ? path.getFileName().toString() : key.toString(), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Next next(Candidate candidate) throws IOException {
        try (FileChannel file = FileChannel.open(candidate.path())) {
            FilePosition known = positions.get(candidate.key());
            if (known == null || known.isOf(file)) {
                return from(known == null ? 0 : known.offset(), candidate, file);
            }
            if (!matcher.matches(candidate.path().getFileName())) {
                // The number of a file that is gone, on one that is none of ours.
                return null;
            }
            LOG.info("{} was cut, or is another file than it was: it is read from its start", candidate.path());
            Next next = from(0, candidate, file);
            // Also that there is nothing in it now is to be remembered, or it would be found again and again.
            return next == null ? new Next(candidate.key(), position(candidate, file, 0), List.of()) : next;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new IOException(candidate.path() + " cannot be followed: " + e.getMessage(), e);
        }
    }

    private Next from(long offset, Candidate candidate, FileChannel file) throws IOException {
        Batch batch = Batch.read(file, offset, most);
        return batch.end() == offset
                ? null
                : new Next(candidate.key(), position(candidate, file, batch.end()), batch.lines());
    }

    private static FilePosition position(Candidate candidate, FileChannel file, long offset) throws IOException {
        return FilePosition.of(candidate.path().getFileName().toString(), file, offset);
    }

    /** Remembers that these lines are done, and forgets the files that are gone. */
    void done(Next next) throws IOException {
        Set<String> keys = candidates().stream().map(Candidate::key).collect(Collectors.toSet());
        Map<String, FilePosition> all = new TreeMap<>(positions.all());
        all.keySet().retainAll(keys);
        all.put(next.key(), next.position());
        positions.save(all);
    }
}
