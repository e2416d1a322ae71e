// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import io.kinesisroutes.disk.LockedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines in a directory, in files that get their names once they are finished. What a process that died has left unfinished
 * is repaired and gets its name when the next one begins. Not thread-safe.
 */
final class RollingFile implements Closeable {

    private static final Duration BETWEEN_REPAIRS = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String name;
    private final Roll roll;
    private final Clock clock;
    private final LockedFile lock;
    private final Pattern leftovers;

    private PartFile part;
    private Instant begun;
    private Instant named;
    private Instant nextRepair;

    /**
     * When a file is finished.
     *
     * @param bytes at least so many, lines being whole
     * @param age so long after its first line
     */
    record Roll(long bytes, Duration age) {}

    private RollingFile(Path directory, String name, Roll roll, Clock clock, LockedFile lock) {
        this.directory = directory;
        this.name = name;
        this.roll = roll;
        this.clock = clock;
        this.lock = lock;
        this.leftovers = Pattern.compile(
                Pattern.quote("." + name) + "-\\d{8}T\\d{9}Z\\.ndjson" + Pattern.quote(PartFile.ENDING));
    }

    /**
     * @param directory is made if it is not there
     * @param name with which the names of the files begin; one at a time may write under it
     * @throws IllegalStateException if somebody else does
     */
    static RollingFile open(Path directory, String name, Roll roll, Clock clock) throws IOException {
        Files.createDirectories(directory);
        LockedFile lock = LockedFile.lock(
                directory.resolve("." + name + ".lock"),
                "Two that write the same files would spoil them: stop the other, or give this one another name or"
                        + " directory.");
        RollingFile opened = new RollingFile(directory, name, roll, clock, lock);
        try {
            opened.finishLeftovers();
            return opened;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void finishLeftovers() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(directory)) {
            left = files.filter(file ->
                            leftovers.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
        for (Path file : left) {
            PartFile.repair(file).finish();
        }
    }

    /**
     * Whole lines, which are on the disk when this returns. After an exception all, some or none of them are; those that
     * are stay.
     */
    void append(ByteBuffer lines) throws IOException {
        try {
            if (part == null) {
                begin();
            }
            part.append(lines);
            if (part.length() >= roll.bytes()) {
                finish();
            }
        } catch (IOException | RuntimeException | Error e) {
            leave();
            throw e;
        }
    }

    private void begin() throws IOException {
        repair();
        begun = clock.instant();
        part = PartFile.create(freeName());
    }

    /** By its time, or the first that is free after it: in the order of their names files are in the order of their lines. */
    private Path freeName() {
        Instant time = begun.truncatedTo(ChronoUnit.MILLIS);
        named = named == null || time.isAfter(named) ? time : named.plusMillis(1);
        while (Files.exists(fileOf(named))) {
            named = named.plusMillis(1);
        }
        return fileOf(named);
    }

    private Path fileOf(Instant time) {
        return directory.resolve(name + "-" + TIME.format(time) + ".ndjson");
    }

    private void finish() throws IOException {
        PartFile done = part;
        part = null;
        // Until it has its name.
        repairLater();
        done.finish();
        nextRepair = null;
    }

    private void repairLater() {
        nextRepair = clock.instant().plus(BETWEEN_REPAIRS);
    }

    /** Finishes what was left by a write that failed, or could not get its name. None may be open. */
    private void repair() throws IOException {
        if (nextRepair != null) {
            repairLater();
            finishLeftovers();
            nextRepair = null;
        }
    }

    /** It is repaired later, or by who begins next. */
    private void leave() {
        repairLater();
        try {
            if (part != null) {
                part.close();
            }
        } catch (IOException e) {
            // There is nothing more to lose: what is on the disk was said to be, and the rest was not.
        }
        part = null;
    }

    /** How many bytes more make the file large enough, more than 0. */
    long room() {
        return roll.bytes() - (part == null ? 0 : part.length());
    }

    /** How long until there is something to do without a line; {@code null} if nothing will be. */
    Duration untilDue() {
        Instant due = part == null ? nextRepair : begun.plus(roll.age());
        return due == null ? null : Duration.between(clock.instant(), due);
    }

    /** Finishes the file if it is old enough, and now and then what could not be finished before. */
    void rollIfDue() throws IOException {
        Duration left = untilDue();
        if (left == null || !left.isZero() && !left.isNegative()) {
            return;
        }
        if (part == null) {
            repair();
        } else {
            finish();
        }
    }

    /** Finishes the file. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (part == null) {
                repair();
            } else {
                finish();
            }
        }
    }
}
