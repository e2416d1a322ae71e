// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import io.kinesisroutes.disk.OwnFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is still being written: its name begins with a dot and ends in {@value #ENDING}, so that who looks for
 * finished files does not see it. Not thread-safe.
 */
final class PartFile implements Closeable {

    static final String ENDING = ".part";

    private static final int CHUNK = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private long length;

    private PartFile(Path path, FileChannel channel, long length) {
        this.path = path;
        this.channel = channel;
        this.length = length;
    }

    /** @param finished the name that the file gets in the end */
    static PartFile create(Path finished) throws IOException {
        Path path = finished.resolveSibling("." + finished.getFileName() + ENDING);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            // Else a power cut could take the file with all its lines, which were on the disk.
            OwnFiles.forceDirectory(path.getParent());
            return new PartFile(path, channel, 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens what a process that is gone has left, without the line that it did not come to the end of. */
    static PartFile repair(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long length = lengthOfWholeLines(channel);
            channel.truncate(length);
            channel.force(true);
            return new PartFile(path, channel, length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A power cut may leave zeros where the last lines should be: no JSON has one, so the lines end before them. */
    private static long lengthOfWholeLines(FileChannel channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long whole = 0;
        for (long at = 0; channel.read(chunk.clear(), at) > 0; at += chunk.limit()) {
            chunk.flip();
            for (int i = 0; i < chunk.limit(); i++) {
                if (chunk.get(i) == 0) {
                    return whole;
                }
                whole = chunk.get(i) == '\n' ? at + i + 1 : whole;
            }
        }
        return whole;
    }

    long length() {
        return length;
    }

    /** Whole lines, which are on the disk when this returns. After an exception the file must be repaired. */
    void append(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) {
            length += channel.write(lines);
        }
        channel.force(true);
    }

    /**
     * Closes it and gives it its name; one without a line is deleted.
     *
     * @return its new path, {@code null} for none
     */
    Path finish() throws IOException {
        channel.close();
        String name = path.getFileName().toString();
        Path finished = path.resolveSibling(name.substring(1, name.length() - ENDING.length()));
        if (length == 0) {
            Files.delete(path);
            return null;
        }
        // On POSIX this would replace a file of that name, with other records in it.
        if (Files.exists(finished)) {
            throw new IOException(finished + " is there already, so " + path + " cannot get this name. Move it away.");
        }
        Files.move(path, finished, StandardCopyOption.ATOMIC_MOVE);
        OwnFiles.forceDirectory(path.getParent());
        return finished;
    }

    /** Leaves it as it is. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
