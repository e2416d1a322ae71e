// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the body of a request apart into records, without changing a byte of them. It does not check what they are: each of
 * them must be JSON by itself, and what is none at all fails there.
 */
final class RequestBody {

    private final byte[] body;
    private final int maxRecords;
    private final List<byte[]> records = new ArrayList<>();

    /** @param maxRecords a body with more is refused, and no more than these are made of it */
    RequestBody(byte[] body, int maxRecords) {
        this.body = body;
        this.maxRecords = maxRecords;
    }

    /** One record a line; lines without anything on them are none. */
    List<byte[]> lines() throws RequestRefusedException {
        for (int from = 0; from < body.length; ) {
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            if (!isBlank(from, to)) {
                add(from, to);
            }
            from = to + 1;
        }
        return records;
    }

    /** The elements of an array, or the document itself if it is none. */
    List<byte[]> document() throws RequestRefusedException {
        int from = skipBlanks(0);
        return from < body.length && body[from] == '[' ? elements(from) : List.of(body);
    }

    private List<byte[]> elements(int open) throws RequestRefusedException {
        int depth = 0;
        int from = open + 1;
        for (int at = open; at < body.length; at++) {
            byte each = body[at];
            if (each == '"') {
                at = endOfText(at);
            } else if (each == '[' || each == '{') {
                depth++;
            } else if (each == ']' || each == '}') {
                depth--;
                if (depth == 0) {
                    return lastElement(from, at);
                }
            } else if (each == ',' && depth == 1) {
                add(from, at);
                from = at + 1;
            }
        }
        throw new RequestRefusedException(400, "The body is not JSON: the array has no end");
    }

    private List<byte[]> lastElement(int from, int close) throws RequestRefusedException {
        if (body[close] != ']' || !isBlank(close + 1, body.length)) {
            throw new RequestRefusedException(400, "The body is not one JSON array, at byte " + close);
        }
        if (!records.isEmpty() || !isBlank(from, close)) {
            add(from, close);
        }
        return records;
    }

    private void add(int from, int to) throws RequestRefusedException {
        if (records.size() == maxRecords) {
            throw new RequestRefusedException(
                    413, "There are more than " + maxRecords + " records in the body: send fewer at once");
        }
        records.add(Arrays.copyOfRange(body, from, to));
    }

    /** Where the text that begins here ends, or the body. */
    private int endOfText(int quote) {
        int at = quote + 1;
        while (at < body.length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < body.length && isBlank(body[at])) {
            at++;
        }
        return at;
    }

    private boolean isBlank(int from, int to) {
        return skipBlanks(from) >= to;
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\t' || each == '\r' || each == '\n';
    }
}
