// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.stream.FakeKinesis;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** How large a record may be, as the owner of the stream changes it. */
class StreamShapeTest {

    private static final int MIB = 1024 * 1024;

    private final FakeKinesis kinesis = new FakeKinesis();
    private long now = -7;
    private int asked;
    private final StreamShape shape = new StreamShape(kinesis, "orders", () -> now);

    private void limit(int kib) {
        kinesis.summaryFrom(() -> {
            asked++;
            return StreamDescriptionSummary.builder().maxRecordSizeInKiB(kib).build();
        });
    }

    @Test
    void recordLimit_raisedJustAfterTheStart_isSeenByTheFirstRecordThatNeedsIt() {
        limit(1024);
        shape.readLimit();
        limit(10 * 1024);

        assertEquals(MIB, shape.recordLimit(MIB));
        assertEquals(10 * MIB, shape.recordLimit(MIB + 1));
    }

    @Test
    void recordLimit_recordsThatAreTooLargeKeepComing_isAskedForEveryFiveSeconds() {
        limit(1024);
        shape.readLimit();

        for (int second = 0; second < 60; second++) {
            assertEquals(MIB, shape.recordLimit(MIB + 1));
            now += TimeUnit.SECONDS.toNanos(1);
        }

        assertEquals(1 + 12, asked);
    }
}
