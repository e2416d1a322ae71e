// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeatTest {

    private static Traffic perSecond(long records, long bytes) {
        return new Traffic(records * 60, bytes * 60, Duration.ofMinutes(1), false);
    }

    @Test
    void whyHot_nearTheLimitOfRecordsOrBytes_saysHowNear() {
        Heat heat = Heat.of(1, List.of());

        assertEquals(Optional.of("80 % of what a shard takes"), heat.whyHot(perSecond(800, 0)));
        assertEquals(Optional.of("100 % of what a shard takes"), heat.whyHot(perSecond(10, 1024 * 1024)));
        assertEquals(Optional.empty(), heat.whyHot(perSecond(799, 0)));
    }

    @Test
    void whyHot_moreThanTwiceTheMean_saysHowMany() {
        Traffic busy = perSecond(300, 3000);
        Traffic other = perSecond(100, 1000);

        assertEquals(
                Optional.of("3.0 times the mean of the shards"),
                Heat.of(6, List.of(busy, other, other, other)).whyHot(busy));
        assertEquals(
                Optional.empty(), Heat.of(4, List.of(busy, other, other, other)).whyHot(busy));
    }

    @Test
    void whyHot_aFewRecordsInOneShard_areNoTraffic() {
        Traffic few = perSecond(99, 99);

        assertEquals(Optional.empty(), Heat.of(4, List.of(few)).whyHot(few));
    }

    @Test
    void share_nothingAnywhere_isNone() {
        assertEquals(0, Heat.of(2, List.of(Traffic.NONE)).share(Traffic.NONE));
    }
}
