// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static io.kinesisroutes.stream.FakeKinesis.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.stream.FakeKinesis;
import io.kinesisroutes.stream.KinesisFailure;
import io.kinesisroutes.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** How a shard is read: how often, how much, and how patiently. */
class ShardReadingTest {

    private final FakeKinesis kinesis = new FakeKinesis();
    private final ManualTime time = new ManualTime();
    private final Instant start = time.instant();
    private final List<Duration> pauses = new ArrayList<>();
    private final PacedReads reads = new PacedReads(kinesis, "shardId-0", time, new Patience(this::pause));
    private final PreviewStart oldest = new PreviewStart.Converter().convert("trim_horizon");
    private final PreviewStart latest = new PreviewStart.Converter().convert("latest");

    private void pause(Duration duration) {
        pauses.add(duration);
        time.pass(duration);
    }

    private static GetRecordsResponse behind(GetRecordsResponse page) {
        return page.toBuilder().millisBehindLatest(7_000L).build();
    }

    @Test
    void read_severalPages_asksFiveTimesASecondAtMost() throws Exception {
        kinesis.read(() -> behind(page("2", 1))).read(() -> behind(page("3"))).read(() -> page("4", 2, 3));

        ShardLook look = ShardLook.read(reads, oldest, 10);

        assertEquals(3, look.shown());
        assertEquals(0, look.millisBehindLatest());
        assertEquals(2, pauses.size());
        pauses.forEach(pause -> assertTrue(pause.toMillis() >= 200, pause::toString));
    }

    @Test
    void read_enough_stopsThereAndKnowsWhatIsLeft() throws Exception {
        kinesis.read(() -> behind(page("2", 1, 2)));

        ShardLook look = ShardLook.read(reads, oldest, 2);

        assertEquals(2, look.records().size());
        assertEquals(7_000, look.millisBehindLatest());
    }

    @Test
    void read_neverAnything_givesUp() throws Exception {
        for (int i = 0; i < ShardLook.EMPTY_READS; i++) {
            kinesis.read(() -> behind(page("next")));
        }

        assertEquals(0, ShardLook.read(reads, oldest, 2).shown());
    }

    @Test
    void read_hugeRecords_stopsBeforeTheyFillTheMemory() throws Exception {
        SdkBytes large = SdkBytes.fromByteArray(new byte[(int) ShardLook.MOST_BYTES / 2]);
        Record record = Record.builder().sequenceNumber("1").data(large).build();
        GetRecordsResponse page =
                behind(page("next")).toBuilder().records(record).build();
        kinesis.read(() -> page).read(() -> page);

        ShardLook look = ShardLook.read(reads, oldest, 10);

        assertEquals(2, look.shown());
        assertTrue(look.isCut());
    }

    @Test
    void read_latest_waitsForWhatComes() throws Exception {
        kinesis.read(() -> page("2")).read(() -> page("3")).read(() -> page("4", 1));

        assertEquals(1, ShardLook.read(reads, latest, 1).shown());
    }

    @Test
    void read_throttled_triesAgainLater() throws Exception {
        kinesis.read(() -> {
                    throw FakeKinesis.throttled();
                })
                .read(() -> page(null, 1));

        assertEquals(1, ShardLook.read(reads, oldest, 2).shown());
        assertEquals(1, pauses.size());
    }

    @Test
    void read_refused_failsAtOnce() {
        KinesisFailure refused = FakeKinesis.refused();
        kinesis.read(() -> {
            throw refused;
        });

        assertSame(refused, assertThrows(KinesisFailure.class, () -> ShardLook.read(reads, oldest, 2)));
        assertEquals(List.of(), pauses);
    }

    @Test
    void measure_allOfTheWindow_countsKeysToo() throws Exception {
        kinesis.read(() -> arrivals(0)).read(() -> page("3"));

        Traffic traffic = Traffic.measure(reads, Duration.ofSeconds(60), 5);

        assertEquals(new Traffic(1, 10, Duration.ofSeconds(60), false), traffic);
    }

    @Test
    void measure_moreThanItMayRead_takesThePartThatItRead() throws Exception {
        kinesis.read(() -> arrivals(-50)).read(() -> arrivals(-40));

        Traffic traffic = Traffic.measure(reads, Duration.ofSeconds(60), 2);

        assertTrue(traffic.isCut());
        assertEquals(20, traffic.span().toSeconds());
        assertEquals(0.1, traffic.recordsPerSecond());
        assertEquals(1.0, traffic.bytesPerSecond());
        assertFalse(Heat.of(1, List.of(traffic)).whyHot(traffic).isPresent());
    }

    @Test
    void measure_clockOfThisMachineIsWrong_goesByThatOfAws() throws Exception {
        kinesis.read(() -> page("2", 1)).read(() -> page("3"));
        ShardLook.read(reads, oldest, 1);

        Traffic.measure(reads, Duration.ofSeconds(60), 1);

        assertEquals(
                Instant.EPOCH.minusSeconds(60),
                kinesis.iteratorsAsked.get(1).timestamp().truncatedTo(ChronoUnit.SECONDS));
    }

    private GetRecordsResponse arrivals(int secondsFromNow) {
        Record record = Record.builder()
                .sequenceNumber("1")
                .partitionKey("\u00e4bc")
                .data(SdkBytes.fromUtf8String("123456"))
                .approximateArrivalTimestamp(start.plusSeconds(secondsFromNow))
                .build();
        return behind(page("next").toBuilder().records(record).build());
    }
}
