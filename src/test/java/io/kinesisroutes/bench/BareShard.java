// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One shard over one socket. Not thread-safe. */
final class BareShard implements AutoCloseable {
    private static final CBORFactory CBOR = new CBORFactory();
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    /** The emulator writes the next iterator before the records, within this. */
    private static final int START_OF_BODY = 2048;

    private final PageRequest request;
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[256 * 1024];
    private String iterator;

    BareShard(PageRequest request, String iterator) throws IOException {
        this.request = request;
        this.iterator = iterator;
        socket = new Socket(request.endpoint().getHost(), request.endpoint().getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    void readPage() throws IOException {
        socket.getOutputStream().write(request.bytes(iterator));
        int length = contentLength(head());
        int start = Math.min(length, START_OF_BODY);
        readFully(start);
        iterator = nextIterator(start);
        for (int left = length - start; left > 0; ) {
            left -= received(in.read(buffer, 0, Math.min(left, buffer.length)));
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (int matched = 0; matched < END_OF_HEAD.length; ) {
            int next = received(in.read());
            head.append((char) next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString();
    }

    private static int contentLength(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(head);
        }
        String name = "content-length:";
        int start = head.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
        return Integer.parseInt(head.substring(start, head.indexOf('\r', start)).trim());
    }

    private void readFully(int length) throws IOException {
        for (int at = 0; at < length; ) {
            at += received(in.read(buffer, at, length - at));
        }
    }

    private static int received(int result) throws IOException {
        if (result < 0) {
            throw new EOFException("The emulator closed the connection");
        }
        return result;
    }

    private String nextIterator(int length) throws IOException {
        try (JsonParser parser = CBOR.createParser(buffer, 0, length)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("NextShardIterator")) {
                    return parser.nextTextValue();
                }
            }
        }
        throw new IOException("No NextShardIterator in " + new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
