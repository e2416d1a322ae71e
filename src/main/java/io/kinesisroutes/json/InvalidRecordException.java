// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

/**
 * A record is not what the format and the schema ask for. It carries no stack trace: bad data says nothing about code, and
 * a stream may be full of it.
 */
public final class InvalidRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    /**
     * @param reason what is wrong
     * @param pointer where in the document, as a JSON Pointer (RFC 6901); empty for the whole of it
     */
    public InvalidRecordException(String reason, String pointer) {
        super(reason, null, false, false);
        this.pointer = pointer;
    }

    /** Where in the document it is wrong, as a JSON Pointer; empty for the whole of it. */
    public String pointer() {
        return pointer;
    }
}
