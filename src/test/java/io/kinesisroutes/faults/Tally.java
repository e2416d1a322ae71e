// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the records.
 *
 * @param lost expected and never delivered
 * @param duplicated deliveries beyond a record's first
 * @param outOfOrder first deliveries that came after the first delivery of a later record of their partition key
 * @param unwanted deliveries from before the position that was asked for
 */
record Tally(int lost, int duplicated, int outOfOrder, int unwanted) {

    /** @param expected the numbers that must arrive at least once */
    static Tally of(List<Delivery> deliveries, Range expected) {
        BitSet seen = new BitSet();
        Map<String, Integer> latest = new HashMap<>();
        int duplicated = 0;
        int outOfOrder = 0;
        int unwanted = 0;
        for (Delivery delivery : deliveries) {
            int number = delivery.number();
            if (seen.get(number)) {
                duplicated++;
                continue;
            }
            seen.set(number);
            unwanted += number < expected.allowedFrom() ? 1 : 0;
            int before = latest.merge(delivery.key(), number, Math::max);
            outOfOrder += before > number ? 1 : 0;
        }
        return new Tally(expected.missing(seen), duplicated, outOfOrder, unwanted);
    }

    /**
     * The records that a scenario is about.
     *
     * @param allowedFrom lower numbers are from before the position that was asked for
     * @param from the first that must arrive; what is between may arrive, as it was published while the subject started
     * @param to one past the last
     */
    record Range(int allowedFrom, int from, int to) {

        int size() {
            return to - from;
        }

        int missing(BitSet delivered) {
            return size() - delivered.get(from, to).cardinality();
        }
    }
}
