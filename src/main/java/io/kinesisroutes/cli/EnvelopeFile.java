// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.cli.EnvelopePlace.Part;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one JSON document in it, over as many lines as it likes, or with one in each line. */
final class EnvelopeFile {

    /** A record of the largest size that a stream can allow is 14 MB in base64. */
    private static final int LONGEST_DOCUMENT = 32 * 1024 * 1024;

    private final Path file;

    /** Takes the documents of a file in turn. */
    interface Visitor {
        void document(Part part, byte[] bytes) throws IOException;

        /** A document that is larger than any dead letter. */
        void tooLong(Part part);
    }

    EnvelopeFile(Path file) {
        this.file = file;
    }

    void visit(Visitor visitor) throws IOException {
        if (isOneDocument()) {
            byte[] all = Files.readAllBytes(file);
            visitor.document(new Part(file, 0, all.length, 1), all);
        } else {
            visitLines(visitor);
        }
    }

    /** Also what is no JSON at all is one thing, unless there is JSON in some line of it. */
    private boolean isOneDocument() throws IOException {
        if (Files.size(file) > LONGEST_DOCUMENT) {
            return false;
        }
        FirstLines first = new FirstLines();
        visitLines(first);
        if (first.lines <= 1) {
            return true;
        }
        return !first.isFirstJson && (JsonLine.read(Files.readAllBytes(file)).isPresent() || !first.isAnyJson);
    }

    private static final class FirstLines implements Visitor {
        private int lines;
        private boolean isFirstJson;
        private boolean isAnyJson;

        @Override
        public void document(Part part, byte[] bytes) {
            lines++;
            // Once it is clear that lines count, the rest need not be parsed twice.
            if (!isAnyJson) {
                isAnyJson = bytes[0] == '{' && JsonLine.read(bytes).isPresent();
                isFirstJson = lines == 1 && isAnyJson;
            }
        }

        @Override
        public void tooLong(Part part) {
            lines++;
        }
    }

    private void visitLines(Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long start = 0;
            long offset = 0;
            for (int number = 1, next = 0; next >= 0; number++) {
                line.reset();
                while ((next = in.read()) >= 0 && next != '\n') {
                    offset++;
                    if (line.size() <= LONGEST_DOCUMENT) {
                        line.write(next);
                    }
                }
                visit(new Part(file, start, line.size(), number), line.toByteArray(), visitor);
                start = ++offset;
            }
        }
    }

    private static void visit(Part part, byte[] line, Visitor visitor) throws IOException {
        if (line.length > LONGEST_DOCUMENT) {
            visitor.tooLong(part);
        } else if (!isBlank(line)) {
            visitor.document(part, line);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
