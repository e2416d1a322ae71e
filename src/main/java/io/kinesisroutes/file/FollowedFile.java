// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file as a listing shows it.
 *
 * @param key stays the same when the file is renamed
 * @param number what the file system calls it; {@code null} where it has no such thing
 */
record FollowedFile(Path path, String key, Object number, FileTime modified) {

    /** A file by the numbers of its device and of itself, as Java writes them. */
    private static final Pattern NUMBERS = Pattern.compile("\\(dev=(\\p{XDigit}+),ino=(\\d+)\\)");

    /** The regular files in a directory, in no order. */
    static List<FollowedFile> in(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.list(directory)) {
            paths = files.toList();
        }
        Object parent =
                Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        List<FollowedFile> found = new ArrayList<>();
        for (Path path : paths) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    String key = key(path.getFileName().toString(), attributes.fileKey(), parent);
                    found.add(new FollowedFile(path, key, attributes.fileKey(), attributes.lastModifiedTime()));
                }
            } catch (NoSuchFileException e) {
                // Gone since, or renamed: the next listing shows it.
            }
        }
        return found;
    }

    /**
     * Without the number of the device: the same disk may get another one when it is mounted again. A link may lead to
     * another disk, where the number of a file of this one is that of any file; its key keeps both.
     */
    static String key(String name, Object fileKey, Object directoryKey) {
        if (fileKey == null) {
            return name;
        }
        Matcher file = NUMBERS.matcher(fileKey.toString());
        Matcher directory = NUMBERS.matcher(String.valueOf(directoryKey));
        boolean isOnOneDisk =
                file.matches() && directory.matches() && file.group(1).equals(directory.group(1));
        return isOnOneDisk ? "ino=" + file.group(2) : fileKey.toString();
    }

    /** @throws NoSuchFileException if it is gone since, or another file has its name now */
    FileChannel open() throws IOException {
        FileChannel channel = FileChannel.open(path);
        try {
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (Objects.equals(now, number)) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new NoSuchFileException(path.toString(), null, "another file has this name now");
    }

    String name() {
        return path.getFileName().toString();
    }
}
