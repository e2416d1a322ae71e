// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static io.kinesisroutes.stream.FakeKinesis.page;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.stream.FakeKinesis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a shard with as many records under way as it may have hands over more. */
class ShardRoomTest extends ShardFixture {

    private void fill() {
        asynchronous = true;
        maxInFlight = 8;
        kinesis.read(() -> page("next", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
                .read(() -> page("next"))
                .read(() -> page("next"));
        start();
        assertEquals(8, handled.size());
    }

    @Test
    void room_forAQuarter_isUsedAtOnce() {
        fill();

        open.get(0).done(null);
        assertEquals(8, handled.size(), "a change of threads for one record costs more than the record");
        open.get(1).done(null);

        assertEquals(List.of("9", "10"), handled.subList(8, handled.size()));
    }

    @Test
    void room_forOneRecordOnly_isUsedSoon() {
        fill();

        open.get(0).done(null);
        time.pass(Duration.ofMillis(60));

        assertEquals(List.of("9"), handled.subList(8, handled.size()));
    }

    @Test
    void record_failsWhileAnotherIsAwaited_comesAgainInTime() {
        fill();

        open.get(3).done(new IllegalStateException("failed by the test"));
        time.pass(Duration.ofMillis(500));

        assertEquals(List.of("4"), handled.subList(8, handled.size()));
    }

    @Test
    void record_ofAShardThatIsReadToItsEndFails_comesAgainInTime() {
        asynchronous = true;
        kinesis.read(() -> page(null, 1, 2));
        start();
        time.pass(Duration.ofSeconds(60));

        open.get(0).done(new IllegalStateException("failed by the test"));
        time.pass(Duration.ofMillis(500));

        assertEquals(List.of("1", "2", "1"), handled);
    }

    @Test
    void record_failsWhileThePagesDoNotCome_comesAgainInTime() {
        asynchronous = true;
        kinesis.read(() -> page("next", 1));
        for (int i = 0; i < 20; i++) {
            kinesis.read(() -> {
                throw FakeKinesis.throttled();
            });
        }
        start();
        time.pass(Duration.ofSeconds(60));

        open.get(0).done(new IllegalStateException("failed by the test"));
        time.pass(Duration.ofMillis(500));

        assertEquals(List.of("1", "1"), handled);
    }
}
