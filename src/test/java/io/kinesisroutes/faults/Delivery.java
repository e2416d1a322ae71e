// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.List;

/**
 * A record that the last step of a route has seen.
 *
 * @param atMillis when
 * @param pid of the process that delivered it
 * @param number of the record
 */
record Delivery(long atMillis, long pid, String shardId, String sequenceNumber, String key, int number) {

    static final String UP = "#up";
    static final String UNFINISHED = "#unfinished ";
    static final String UNREADABLE = "#unreadable";

    private static final int FIELDS = 6;

    String line() {
        return String.join(
                "\t",
                String.valueOf(atMillis),
                String.valueOf(pid),
                shardId,
                sequenceNumber,
                key,
                String.valueOf(number));
    }

    /** @throws IllegalArgumentException if this is not a line of a delivery */
    static Delivery parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("Not a delivery: " + line);
        }
        return new Delivery(
                Long.parseLong(fields.get(0)),
                Long.parseLong(fields.get(1)),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                Integer.parseInt(fields.get(5)));
    }
}
