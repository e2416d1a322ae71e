// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.http;

/** A request cannot be taken as it is, and its sender is told why. It carries no stack trace: it says nothing about code. */
final class RequestRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int index;
    private final String pointer;

    /** @param status of HTTP, 400 to 499 */
    RequestRefusedException(int status, String reason) {
        this(status, reason, -1, null);
    }

    /**
     * @param index of the record from 0; negative: the reason is not one record
     * @param pointer where in the record, as a JSON Pointer; {@code null}: not known
     */
    RequestRefusedException(int status, String reason, int index, String pointer) {
        super(reason, null, false, false);
        this.status = status;
        this.index = index;
        this.pointer = pointer;
    }

    int status() {
        return status;
    }

    int index() {
        return index;
    }

    String pointer() {
        return pointer;
    }
}
