// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some whole lines of a file.
 *
 * @param lines without those that are blank
 * @param end the offset behind the last of them, line feed included
 */
record Batch(List<Line> lines, long end) {

    private static final int BYTES_AT_ONCE = 1024 * 1024;
    /** Far above what any stream takes. */
    private static final int LONGEST_LINE = 32 * 1024 * 1024;

    /**
     * A line.
     *
     * @param offset of its first byte
     * @param bytes without the line break
     */
    record Line(long offset, byte[] bytes) {}

    /**
     * Reads from an offset on; a line without a line feed is still being written and left for later.
     *
     * @param most lines
     */
    static Batch read(FileChannel file, long offset, int most) throws IOException {
        for (int size = BYTES_AT_ONCE; ; size *= 2) {
            byte[] bytes = bytes(file, offset, size);
            Batch batch = of(bytes, offset, most);
            if (batch.end() > offset || bytes.length < size) {
                return batch;
            }
            if (size >= LONGEST_LINE) {
                throw new IOException("the line at byte " + offset + " is longer than " + LONGEST_LINE
                        + " bytes. No stream takes it: break it, or take it out of the file");
            }
        }
    }

    private static byte[] bytes(FileChannel file, long offset, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(size, file.size() - offset)));
        while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) >= 0) {
            // Until all of it is there.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static Batch of(byte[] bytes, long offset, int most) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length && lines.size() < most; at++) {
            if (bytes[at] == '\n') {
                int to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
                if (!isBlank(bytes, from, to)) {
                    lines.add(new Line(offset + from, Arrays.copyOfRange(bytes, from, to)));
                }
                from = at + 1;
            }
        }
        return new Batch(lines, offset + from);
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
