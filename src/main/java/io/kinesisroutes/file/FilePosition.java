// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How far a file is done.
 *
 * @param name of the file when it was last seen; for a person
 * @param offset of the first byte that is not done
 * @param head the SHA-256 of the first bytes, 1024 or as many as are done: file systems give the number of a file that is
 *     gone to another one
 */
record FilePosition(String name, long offset, String head) {

    private static final int HEAD = 1024;

    static FilePosition of(String name, FileChannel file, long offset) throws IOException {
        return new FilePosition(name, offset, head(file, offset));
    }

    /** Whether this is said of that file and of what is in it now. */
    boolean isOf(FileChannel file) throws IOException {
        return file.size() >= offset && head.equals(head(file, offset));
    }

    private static String head(FileChannel file, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(HEAD, offset));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // Until all of it is there.
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.flip());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
