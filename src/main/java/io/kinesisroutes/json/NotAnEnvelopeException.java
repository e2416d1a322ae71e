// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

/** Something is not a dead-letter envelope; the message says why, as the rest of a sentence that begins with its place. */
public final class NotAnEnvelopeException extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnEnvelopeException(String message) {
        super(message);
    }
}
