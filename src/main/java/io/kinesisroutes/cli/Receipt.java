// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.disk.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which records are replayed, one JSON document a line, so that an interrupted replay goes on where it stopped. Only this
 * user can read it; while it is open no second replay can use it. Appending is for one thread at a time.
 */
final class Receipt implements AutoCloseable {

    /** What the receipt of a file is called, behind the file's name. */
    static final String SUFFIX = ".receipt";

    private static final String IN_DIRECTORY = ".replay-receipt";

    private static final String LINE_BEGINS = "{\"id\":\"";

    private final FileChannel channel;
    private final Map<String, ReplayOutcome> done;

    private Receipt(FileChannel channel, Map<String, ReplayOutcome> done) {
        this.channel = channel;
        this.done = done;
    }

    /** The receipt of what is replayed, where the user names no other. */
    static Path defaultFor(Path replayed) {
        return Files.isDirectory(replayed)
                ? replayed.resolve(IN_DIRECTORY)
                : replayed.resolveSibling(replayed.getFileName() + SUFFIX);
    }

    /**
     * Opens a receipt, which need not exist.
     *
     * @throws ConfigurationException if another replay has it open, or it is something else
     */
    static Receipt open(Path file) throws IOException {
        FileChannel channel =
                OwnFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new ConfigurationException(
                        "replay",
                        List.of(new Problem(
                                "--receipt",
                                file.toString(),
                                "is in use by another replay",
                                "Wait until that has ended, or replay something else with another receipt")));
            }
            // First it must be a receipt: nothing is cut from another file.
            byte[] all = bytes(channel);
            Map<String, ReplayOutcome> done = read(file, all);
            cutTornLine(all, channel);
            // A new file outlives a power cut once its directory is on the disk.
            OwnFiles.forceDirectory(file.toAbsolutePath().getParent());
            return new Receipt(channel, done);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Through the channel that holds the lock: on POSIX it would be lost with any other one of the file that is closed. */
    private static byte[] bytes(FileChannel channel) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // Until all of it is there.
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /** A crash in the middle of a line leaves one without an end; its record is sent again. */
    private static void cutTornLine(byte[] all, FileChannel channel) throws IOException {
        int whole = all.length;
        while (whole > 0 && all[whole - 1] != '\n') {
            whole--;
        }
        channel.truncate(whole);
        channel.position(whole);
    }

    /**
     * What a receipt that is not open here says, by the id of the record; a last line without an end is left out.
     *
     * @throws ConfigurationException if there is something else in the file than what a replay writes
     */
    static Map<String, ReplayOutcome> read(Path file) throws IOException {
        return Files.exists(file) ? read(file, Files.readAllBytes(file)) : Map.of();
    }

    private static Map<String, ReplayOutcome> read(Path file, byte[] all) {
        Map<String, ReplayOutcome> done = new HashMap<>();
        String text = new String(all, StandardCharsets.ISO_8859_1);
        List<String> lines = text.lines().toList();
        boolean torn = !text.isEmpty() && !text.endsWith("\n");
        int whole = torn ? lines.size() - 1 : lines.size();
        for (int i = 0; i < whole; i++) {
            add(lines.get(i), done, file, i + 1);
        }
        if (torn && !isBeginning(lines.get(whole))) {
            throw garbage(file, whole + 1);
        }
        return done;
    }

    private static void add(String text, Map<String, ReplayOutcome> done, Path file, int number) {
        JsonNode line =
                JsonLine.read(text.getBytes(StandardCharsets.ISO_8859_1)).orElse(null);
        ReplayOutcome outcome =
                line == null ? null : ReplayOutcome.named(line.path("outcome").asText());
        if (outcome == null || !line.path("id").asText().matches("[0-9a-f]{64}")) {
            throw garbage(file, number);
        }
        done.put(line.path("id").asText(), outcome);
    }

    /** After a power cut there may also be zeros where the line was to be. */
    private static boolean isBeginning(String torn) {
        return torn.startsWith(LINE_BEGINS)
                || LINE_BEGINS.startsWith(torn)
                || torn.chars().allMatch(c -> c == 0);
    }

    private static ConfigurationException garbage(Path file, int line) {
        return new ConfigurationException(
                "replay",
                List.of(new Problem(
                        "--receipt",
                        file + ":" + line,
                        "is not what a replay writes",
                        "Remove the line if you know what it is, or name another file")));
    }

    /** What it said when it was opened. */
    Map<String, ReplayOutcome> done() {
        return done;
    }

    /** Writes lines and returns once they are on the disk. */
    void append(List<String> lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
