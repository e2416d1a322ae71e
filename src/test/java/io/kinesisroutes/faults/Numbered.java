// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** The records of the scenarios: small JSON with a number and a key. A probe has a number too, beyond the others. */
final class Numbered {

    static final int KEYS = 20;

    /** The first number of a probe: such records only show that a source still reads. */
    static final int PROBES = 1_000_000_000;

    private static final Pattern NUMBER = Pattern.compile("\\{\"number\":(\\d+),\"key\":\"[^\"]+\"}");

    private Numbered() {}

    static String key(int number) {
        return "key-" + number % KEYS;
    }

    static byte[] body(int number, String key) {
        return "{\"number\":%d,\"key\":\"%s\"}".formatted(number, key).getBytes(StandardCharsets.UTF_8);
    }

    /** -1 if this is no record of ours. */
    static int number(Message message) {
        // The stock component's KCL mode gives a buffer, which Camel's conversion to bytes leaves empty for the next
        // step.
        if (message.getBody() instanceof ByteBuffer buffer) {
            byte[] body = new byte[buffer.remaining()];
            buffer.duplicate().get(body);
            return number(body);
        }
        return number(message.getBody(byte[].class));
    }

    /** -1 if this is no record of ours. */
    static int number(byte[] body) {
        Matcher matcher = NUMBER.matcher(new String(body, StandardCharsets.UTF_8));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
