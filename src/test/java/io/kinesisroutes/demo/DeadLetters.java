// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kinesisroutes.local.LocalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens dead-letter envelopes. */
final class DeadLetters {

    private static final JsonMapper MAPPER = new JsonMapper();

    private DeadLetters() {}

    static byte[] originalBytes(LocalRecord envelope) {
        try {
            return MAPPER.readTree(envelope.data()).required("data").binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
