// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Limits limits;
    private final Absences absences;
    private final Set<String> unreadable = new HashSet<>();

    FollowedFiles(Path directory, String glob, FilePositions positions, Limits limits) {
        this.directory = directory;
        this.matcher = directory.getFileSystem().getPathMatcher("glob:" + glob);
        this.positions = positions;
        this.limits = limits;
        this.absences = new Absences(limits.clock());
    }

    /**
     * How much, and by which time.
     *
     * @param lines at once
     */
    record Limits(int lines, Clock clock) {}

    /**
     * Lines that are to be sent.
     *
     * @param key of their file
     * @param position once they are done
     */
    record Next(String key, FilePosition position, List<Batch.Line> lines) {}

    /**
     * Of one file, the oldest that has any. One that cannot be read is told once and left out until it can.
     *
     * @return {@code null} if there is nothing new
     * @throws IOException if the directory cannot be read, or it cannot be kept which files are in it
     * @throws UncheckedIOException if it cannot be kept that a file was cut, or has grown
     */
    Next next() throws IOException {
        for (FollowedFile file : followed()) {
            try {
                Next next = next(file);
                unreadable.remove(file.key());
                if (next != null) {
                    return next;
                }
            } catch (NoSuchFileException e) {
                // Gone since, or renamed: the next listing shows it.
            } catch (IOException e) {
                if (unreadable.add(file.key())) {
                    LOG.warn("{} cannot be followed, and is left out until it can: {}", file.path(), e.toString());
                }
            }
        }
        return null;
    }

    /** Oldest first: what was renamed comes before what took its name. */
    private List<FollowedFile> followed() throws IOException {
        List<FollowedFile> here = FollowedFile.in(directory);
        remember(here);
        absences.look(
                positions.all().keySet(), here.stream().map(FollowedFile::key).collect(Collectors.toSet()));
        return here.stream()
                .filter(file -> positions.get(file.key()) != null)
                .sorted(Comparator.comparing(FollowedFile::modified).thenComparing(FollowedFile::path))
                .toList();
    }

    /** Those that are seen for the first time: they may be renamed before anything of them is done. */
    private void remember(List<FollowedFile> here) throws IOException {
        Map<String, FilePosition> all = positions.all();
        for (FollowedFile file : here) {
            if (isMatch(file) && !all.containsKey(file.key())) {
                all.put(file.key(), seenFirst(file));
            }
        }
        if (all.size() > positions.all().size()) {
            positions.save(all);
        }
    }

    private FilePosition seenFirst(FollowedFile file) {
        try (FileChannel channel = file.open()) {
            return first(file, channel);
        } catch (IOException e) {
            // If it stays like that it is said when it should be read.
            return FilePosition.unknown(file.name(), now());
        }
    }

    private boolean isMatch(FollowedFile file) {
        return matcher.matches(file.path().getFileName());
    }

    private long now() {
        return limits.clock().millis();
    }

    private FilePosition first(FollowedFile file, FileChannel channel) throws IOException {
        return FilePosition.first(file.name(), now(), channel);
    }

    private Next next(FollowedFile file) throws IOException {
        try (FileChannel channel = file.open()) {
            FilePosition known = positions.get(file.key());
            if (!known.isOf(channel)) {
                if (!isMatch(file)) {
                    // The number of a file that is gone, on one that is none of ours.
                    return null;
                }
                LOG.info("{} was cut, or is another file than it was: it is read from its start", file.path());
                known = saved(file, first(file, channel));
            }
            Batch batch = Batch.read(channel, known.offset(), limits.lines());
            if (batch.end() == known.offset()) {
                return null;
            }
            if (!known.knowsEnoughOf(channel)) {
                // It has grown since it was first seen.
                known = saved(file, FilePosition.first(file.name(), known.since(), channel));
            }
            return new Next(file.key(), known.at(file.name(), batch.end(), channel), batch.lines());
        }
    }

    private FilePosition saved(FollowedFile file, FilePosition position) {
        Map<String, FilePosition> all = positions.all();
        all.put(file.key(), position);
        try {
            positions.save(all);
        } catch (IOException e) {
            // This says nothing of the file.
            throw new UncheckedIOException("How far the files are done cannot be kept: " + e, e);
        }
        return position;
    }

    /** Remembers that these lines are done, and forgets the files that are gone. */
    void done(Next next) throws IOException {
        Map<String, FilePosition> all = positions.all();
        all.keySet().removeAll(absences.gone());
        all.put(next.key(), next.position());
        positions.save(all);
    }
}
