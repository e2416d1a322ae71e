// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.faults.Tally.Range;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static List<Delivery> delivered(int... numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> new Delivery(i, 1, "shard", "1", "key-" + numbers[i] % 2, numbers[i]))
                .toList();
    }

    @Test
    void deliveries_allOnceInOrder_areClean() {
        assertEquals(new Tally(0, 0, 0, 0), Tally.of(delivered(0, 1, 2, 3), new Range(0, 0, 4)));
    }

    @Test
    void record_neverDelivered_isLost() {
        assertEquals(new Tally(1, 0, 0, 0), Tally.of(delivered(0, 1, 3), new Range(0, 0, 4)));
    }

    @Test
    void record_deliveredAgainAfterLaterOnes_isDuplicatedAndNotOutOfOrder() {
        assertEquals(new Tally(0, 2, 0, 0), Tally.of(delivered(0, 1, 2, 0, 1, 3), new Range(0, 0, 4)));
    }

    @Test
    void record_firstDeliveredAfterALaterOneOfItsKey_isOutOfOrder() {
        assertEquals(new Tally(0, 0, 1, 0), Tally.of(delivered(2, 1, 0, 3), new Range(0, 0, 4)));
    }

    @Test
    void record_fromBeforeThePosition_isUnwanted() {
        assertEquals(new Tally(0, 0, 0, 1), Tally.of(delivered(0, 2, 3), new Range(1, 2, 4)));
    }

    @Test
    void record_publishedWhileTheSubjectStarted_mayArriveOrNot() {
        assertEquals(new Tally(0, 0, 0, 0), Tally.of(delivered(4, 5, 2), new Range(1, 4, 6)));
    }

    @Test
    void bound_ofKills_countsWhatCameInTheIntervalBeforeEach() {
        List<Delivery> deliveries = IntStream.range(0, 100)
                .mapToObj(i -> new Delivery(i * 100L, 1, "shard", "1", "key", i))
                .toList();

        // 500 ms before 5000 and before 9000, and only what came since then before 9200.
        assertEquals(
                5 + 5 + 2,
                DuplicateBound.of(deliveries, List.of(5000L, 9000L, 9200L), 200).duplicates());
    }

    @Test
    void bound_ofDoubts_countsOnceWhatTheProcessDeliveredWithin() {
        List<Delivery> deliveries = IntStream.range(0, 100)
                .mapToObj(i -> new Delivery(i * 100L, i % 2, "shard", "1", "key", i))
                .toList();
        List<Doubt> doubts = List.of(
                new Doubt(1, 1000, 2000, "first"), new Doubt(1, 1500, 2500, "second"), new Doubt(7, 0, 9000, "third"));

        // Of the odd ones, from 1100 to 2500.
        assertEquals(
                "duplicates <= 8, third", DuplicateBound.of(deliveries, doubts).toString());
    }

    @Test
    void bound_ofADoubtAboutEveryone_countsEachProcess() {
        List<Delivery> deliveries = IntStream.range(0, 100)
                .mapToObj(i -> new Delivery(i * 100L, i % 2, "shard", "1", "key", i))
                .toList();

        assertEquals(
                10,
                DuplicateBound.of(deliveries, List.of(new Doubt(Doubt.EVERYONE, 1000, 2000, "outage")))
                        .duplicates());
    }
}
