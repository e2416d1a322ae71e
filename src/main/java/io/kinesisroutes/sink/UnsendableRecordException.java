// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

/** A record that no number of attempts would bring into the stream. Nothing of the same exchange was sent. */
public final class UnsendableRecordException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * @param index of the record from 0
     * @param why the end of the sentence, for those who send records: it says nothing of roles or accounts
     */
    public UnsendableRecordException(int index, String why) {
        this(index, why, null);
    }

    /** @param cause {@code null} for none */
    public UnsendableRecordException(int index, String why, Throwable cause) {
        super("The record at index " + index + " cannot be sent: " + why, cause);
        this.index = index;
    }

    /** Which of the records it is, from 0. */
    public int index() {
        return index;
    }
}
