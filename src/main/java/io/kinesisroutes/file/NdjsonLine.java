// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.file;

/** A JSON document on one line. */
final class NdjsonLine {

    private static final int MARK_LENGTH = 3;

    private NdjsonLine() {}

    /**
     * The document with a line feed behind it. Line breaks may stand between its tokens only, so they become spaces without
     * changing what it says; a byte order mark in front of it, which would not be in front of the file, goes.
     *
     * @param document valid JSON in UTF-8; not changed
     */
    static byte[] of(byte[] document) {
        int start = hasByteOrderMark(document) ? MARK_LENGTH : 0;
        byte[] line = new byte[document.length - start + 1];
        for (int i = start; i < document.length; i++) {
            line[i - start] = document[i] == '\n' || document[i] == '\r' ? (byte) ' ' : document[i];
        }
        line[line.length - 1] = '\n';
        return line;
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= MARK_LENGTH
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }
}
