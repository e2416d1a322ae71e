// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointHistoryTest {

    private final CheckpointHistory history = new CheckpointHistory();

    private void take(String checkpoint, long subSequence) {
        history.take(List.of(new Lease("shard-0", "a", checkpoint, subSequence)));
    }

    private void assertSetbacks(int count) {
        assertEquals(count, history.setbacks().size(), () -> history.setbacks().toString());
    }

    @Test
    void checkpoints_fromTheStartToTheEndOfAShard_areNoSetback() {
        take("TRIM_HORIZON", 0);
        take("9", 0);
        take("9", 0);
        take("10", 0);
        take("10", 3);
        take("SHARD_END", 0);

        assertSetbacks(0);
    }

    @Test
    void checkpoint_smallerNumber_isASetback() {
        take("10", 0);
        take("9", 7);

        assertEquals(List.of("the checkpoint of shard-0 went back from 10 to 9"), history.setbacks());
    }

    @Test
    void checkpoint_earlierInAnAggregate_isASetback() {
        take("10", 3);
        take("10", 2);

        assertSetbacks(1);
    }

    @Test
    void checkpoint_thatBeginsAgain_isASetback() {
        take("10", 0);
        take("AT_TIMESTAMP", 0);
        take("SHARD_END", 0);
        take("10", 0);

        assertSetbacks(2);
    }

    @Test
    void checkpoints_ofTwoShards_areNotCompared() {
        take("10", 0);
        history.take(List.of(new Lease("shard-1", "a", "9", 0)));

        assertSetbacks(0);
    }
}
