// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.checkpoint;

/** Positions could not be read, trusted or kept; the message names where they are and what to do. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }

    public CheckpointException(String message) {
        super(message);
    }
}
