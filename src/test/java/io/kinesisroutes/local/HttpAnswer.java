// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/**
 * What goes back on the wire, when, and whether at all.
 *
 * @param dropped close the connection instead of answering
 */
record HttpAnswer(int status, Map<String, String> headers, Buffer body, Duration delay, boolean dropped) {

    static HttpAnswer of(int status, Map<String, String> headers, Buffer body) {
        return new HttpAnswer(status, headers, body, Duration.ZERO, false);
    }

    HttpAnswer after(Duration wait) {
        return new HttpAnswer(status, headers, body, wait, dropped);
    }

    HttpAnswer drop() {
        return new HttpAnswer(status, headers, body, delay, true);
    }
}
