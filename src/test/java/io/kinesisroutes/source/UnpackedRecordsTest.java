// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kinesisroutes.checkpoint.ShardPosition;
import io.kinesisroutes.stream.FakeKinesis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The records of a page, one after the other. */
class UnpackedRecordsTest {

    @Test
    void record_cannotBeUnpacked_isTheNextOneStill() {
        List<Record> page = new ArrayList<>(FakeKinesis.page("more", 1, 2, 3).records());
        Record second = page.set(1, Record.builder().build());
        UnpackedRecords records = new UnpackedRecords("shardId-000000000000", page, ShardPosition.TRIM_HORIZON, 0);
        List<String> taken = new ArrayList<>();
        taken.add(records.next().record().sequenceNumber());

        assertThrows(RuntimeException.class, records::hasNext);
        page.set(1, second);
        records.forEachRemaining(record -> taken.add(record.record().sequenceNumber()));

        assertEquals(List.of("1", "2", "3"), taken);
    }
}
