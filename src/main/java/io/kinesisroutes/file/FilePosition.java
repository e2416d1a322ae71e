// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How far a file is done. File systems give the number of a file that is gone to another one, so what was in it is
 * remembered, too.
 *
 * @param name of the file when it was last seen; for a person
 * @param since when it was first seen, in milliseconds since 1970: tells it from another one that had its name before
 * @param offset of the first byte that is not done
 * @param headLength how many bytes {@code head} is of, 1024 at most: of those that are done, or that were there at first
 * @param head the SHA-256 of the first bytes
 * @param tail the SHA-256 of the last 1024 bytes that are done; empty while {@code head} is of all of them
 */
record FilePosition(String name, long since, long offset, int headLength, String head, String tail) {

    private static final int LENGTH = 1024;

    /** Nothing of it is known, or done. */
    static FilePosition unknown(String name, long since) {
        return new FilePosition(name, since, 0, 0, hash(ByteBuffer.allocate(0)), "");
    }

    /** Nothing of it is done. */
    static FilePosition first(String name, long since, FileChannel file) throws IOException {
        int length = (int) Math.min(LENGTH, file.size());
        return new FilePosition(name, since, 0, length, hash(file, 0, length), "");
    }

    /** The same file, done up to an offset that is not 0. */
    FilePosition at(String nameNow, long end, FileChannel file) throws IOException {
        int length = (int) Math.min(LENGTH, end);
        return new FilePosition(nameNow, since, end, length, hash(file, 0, length), tail(file, end));
    }

    /** Whether this is said of that file and of what is in it now. */
    boolean isOf(FileChannel file) throws IOException {
        return file.size() >= Math.max(offset, headLength)
                && hash(file, 0, headLength).equals(head)
                && tail(file, offset).equals(tail);
    }

    /** Whether it can be told from other files as well as one that has so many bytes. */
    boolean knowsEnoughOf(FileChannel file) throws IOException {
        return offset > 0 || headLength >= Math.min(LENGTH, file.size());
    }

    private static String tail(FileChannel file, long end) throws IOException {
        return end <= LENGTH ? "" : hash(file, end - LENGTH, LENGTH);
    }

    private static String hash(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // Until all of it is there.
        }
        return hash(bytes.flip());
    }

    private static String hash(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
