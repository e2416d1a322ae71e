// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.json.InvalidRecordException;
import io.kinesisroutes.json.JsonGate;

/**
 * What the JSON gate of a side says of a record.
 *
 * @param reason why it would not pass; {@code null} if it would
 * @param pointer where in the document that is; {@code null} if it would pass
 */
record Verdict(String reason, String pointer) {

    private static final Verdict OK = new Verdict(null, null);

    static Verdict of(JsonGate gate, byte[] data) {
        try {
            gate.parse(data);
            return OK;
        } catch (InvalidRecordException e) {
            return new Verdict(e.getMessage(), e.pointer());
        }
    }

    boolean isOk() {
        return reason == null;
    }
}
