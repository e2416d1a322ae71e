// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import io.kinesisroutes.stream.KinesisLimits;
import java.util.ArrayList;
import java.util.List;

/** A request as it is being filled. Not thread-safe. */
final class RequestDraft {

    final List<PendingRecord> records = new ArrayList<>();

    /** Whether nothing more fits in. */
    boolean full;

    /** Whose record was the first for which there was no room although others went; -1 for nobody's. */
    int passedOver = -1;

    private int bytes;

    boolean hasRoomFor(PendingRecord next) {
        return records.isEmpty() || !next.alone && bytes + next.bytes <= KinesisLimits.BYTES_PER_WRITE;
    }

    void add(PendingRecord next) {
        records.add(next);
        bytes += next.bytes;
        full = next.alone || records.size() == KinesisLimits.RECORDS_PER_WRITE;
    }
}
