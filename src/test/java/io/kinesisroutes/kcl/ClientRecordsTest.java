// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.checkpoint.ShardPosition.AfterSequenceNumber;
import io.kinesisroutes.checkpoint.ShardPosition.WithinAggregate;
import io.kinesisroutes.shard.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** The library's records as ours. */
class ClientRecordsTest {

    private static final String SHARD = "shardId-000000000000";

    private static KinesisClientRecord.KinesisClientRecordBuilder record(String sequenceNumber) {
        return KinesisClientRecord.builder()
                .sequenceNumber(sequenceNumber)
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.EPOCH)
                .data(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    private static KinesisClientRecord part(String sequenceNumber, long subSequenceNumber) {
        return record(sequenceNumber)
                .aggregated(true)
                .subSequenceNumber(subSequenceNumber)
                .build();
    }

    @Test
    void record_isThatOfTheLibrary() {
        KinesisClientRecord given =
                record("7").encryptionType(EncryptionType.KMS).build();

        SourceRecord record = new ClientRecords(SHARD, List.of(given), 42L).next();

        assertEquals(SHARD, record.shardId());
        assertEquals(42, record.millisBehindLatest());
        assertEquals(SourceRecord.WHOLE, record.subSequenceNumber());
        assertEquals("7", record.record().sequenceNumber());
        assertEquals("key", record.record().partitionKey());
        assertEquals(Instant.EPOCH, record.record().approximateArrivalTimestamp());
        assertEquals(EncryptionType.KMS, record.record().encryptionType());
        assertEquals(
                ByteBuffer.wrap(new byte[] {1, 2, 3}), record.record().data().asByteBuffer());
        assertEquals(new AfterSequenceNumber("7"), record.position());
    }

    @Test
    void record_withoutKeyAndLag_isNoError() {
        KinesisClientRecord given = record("7").partitionKey(null).build();

        SourceRecord record = new ClientRecords(SHARD, List.of(given), null).next();

        assertNull(record.record().partitionKey());
        assertEquals(0, record.millisBehindLatest());
    }

    @Test
    void record_isReadTwice_isWholeBothTimes() {
        KinesisClientRecord given = record("7").build();

        ClientRecords.plain(given);

        assertEquals(3, ClientRecords.plain(given).data().asByteArray().length);
    }

    @Test
    void parts_lastOfEachAggregate_isTheWholeRecordDone() {
        ClientRecords records = new ClientRecords(
                SHARD,
                List.of(part("7", 4), part("7", 5), part("8", 0), record("9").build()),
                0L);

        assertEquals(new WithinAggregate("7", 4), records.next().position());
        assertEquals(new AfterSequenceNumber("7"), records.next().position());
        assertEquals(new AfterSequenceNumber("8"), records.next().position());
        assertTrue(records.hasNext());
        assertEquals(new AfterSequenceNumber("9"), records.next().position());
        assertFalse(records.hasNext());
        assertThrows(NoSuchElementException.class, records::next);
    }

    @Test
    void record_cannotBeTaken_isTheNextOneStill() {
        List<KinesisClientRecord> page = new ArrayList<>(List.of(
                KinesisClientRecord.builder().sequenceNumber("1").build(),
                record("2").build()));
        ClientRecords records = new ClientRecords(SHARD, page, 0L);

        assertThrows(RuntimeException.class, records::next);
        page.set(0, record("1").build());

        assertEquals("1", records.next().record().sequenceNumber());
        assertEquals("2", records.next().record().sequenceNumber());
        assertFalse(records.hasNext());
    }
}
