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

    private RequestBody() {}

    /** One record a line; lines without anything on them are none. */
    static List<byte[]> lines(byte[] body) {
        List<byte[]> records = new ArrayList<>();
        for (int from = 0; from < body.length; ) {
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            if (!isBlank(body, from, to)) {
                records.add(Arrays.copyOfRange(body, from, to));
            }
            from = to + 1;
        }
        return records;
    }

    /** The elements of an array, or the document itself if it is none. */
    static List<byte[]> document(byte[] body) throws RequestRefusedException {
        int from = skipBlanks(body, 0);
        return from < body.length && body[from] == '[' ? elements(body, from) : List.of(body);
    }

    private static List<byte[]> elements(byte[] body, int open) throws RequestRefusedException {
        List<byte[]> records = new ArrayList<>();
        int depth = 0;
        int from = open + 1;
        for (int at = open; at < body.length; at++) {
            byte each = body[at];
            if (each == '"') {
                at = endOfText(body, at);
            } else if (each == '[' || each == '{') {
                depth++;
            } else if (each == ']' || each == '}') {
                depth--;
                if (depth == 0) {
                    return lastElement(body, from, at, records);
                }
            } else if (each == ',' && depth == 1) {
                records.add(Arrays.copyOfRange(body, from, at));
                from = at + 1;
            }
        }
        throw new RequestRefusedException(400, "The body is not JSON: the array has no end");
    }

    private static List<byte[]> lastElement(byte[] body, int from, int close, List<byte[]> records)
            throws RequestRefusedException {
        if (body[close] != ']' || !isBlank(body, close + 1, body.length)) {
            throw new RequestRefusedException(400, "The body is not one JSON array, at byte " + close);
        }
        if (!records.isEmpty() || !isBlank(body, from, close)) {
            records.add(Arrays.copyOfRange(body, from, close));
        }
        return records;
    }

    /** Where the text that begins here ends, or the body. */
    private static int endOfText(byte[] body, int quote) {
        int at = quote + 1;
        while (at < body.length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private static int skipBlanks(byte[] body, int from) {
        int at = from;
        while (at < body.length && isBlank(body[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        return skipBlanks(body, from) >= to;
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\t' || each == '\r' || each == '\n';
    }
}
