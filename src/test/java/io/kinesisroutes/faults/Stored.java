// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import io.kinesisroutes.local.LocalStream;
import java.util.ArrayList;
import java.util.List;

/** The numbered records of a stream, without probes, as if they had been delivered in the order of their shards. */
final class Stored {

    private Stored() {}

    static List<Delivery> in(LocalStream stream) {
        List<Delivery> stored = new ArrayList<>();
        stream.records().forEach(record -> {
            int number = Numbered.number(record.data());
            if (number >= 0 && number < Numbered.PROBES) {
                stored.add(new Delivery(0, 0, record.shardId(), record.sequenceNumber(), Numbered.key(number), number));
            }
        });
        return stored;
    }
}
