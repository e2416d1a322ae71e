// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.faults.KplAggregate;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** What comes out of aggregates, beside what the library itself takes out of them. */
class EveryPartTest {

    private static final BigInteger MIDDLE = BigInteger.TWO.pow(127);
    private static final int PARTS = 20;

    private static KinesisClientRecord aggregate() {
        KplAggregate aggregate = new KplAggregate();
        IntStream.range(0, PARTS).forEach(i -> aggregate.add("key-" + i, bytes("part-" + i)));
        return record("7", aggregate.encode());
    }

    private static KinesisClientRecord record(String sequenceNumber, byte[] data) {
        return KinesisClientRecord.builder()
                .sequenceNumber(sequenceNumber)
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.EPOCH)
                // As from AWS: others must not write into it.
                .data(ByteBuffer.wrap(data).asReadOnlyBuffer())
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<KinesisClientRecord> records) {
        return records.stream()
                .map(record ->
                        StandardCharsets.UTF_8.decode(record.data().duplicate()).toString())
                .toList();
    }

    /** As the shard that has the lower half of the hash keys. */
    private static List<KinesisClientRecord> take(AggregatorUtil aggregates, KinesisClientRecord... records) {
        return aggregates.deaggregate(List.of(records), BigInteger.ZERO, MIDDLE.subtract(BigInteger.ONE));
    }

    @Test
    void aggregate_keysInAnotherShard_everyPartIsThere() {
        List<KinesisClientRecord> parts = take(new EveryPart(), aggregate());

        assertEquals(IntStream.range(0, PARTS).mapToObj(i -> "part-" + i).toList(), texts(parts));
        assertTrue(
                take(new AggregatorUtil(), aggregate()).size() < PARTS,
                "the library by itself leaves out what belongs to another shard");
    }

    @Test
    void parts_areThoseOfTheLibrary() {
        List<KinesisClientRecord> expected = new AggregatorUtil().deaggregate(List.of(aggregate()));

        List<KinesisClientRecord> parts = new EveryPart().deaggregate(List.of(aggregate()));

        assertEquals(expected.size(), parts.size());
        for (int i = 0; i < parts.size(); i++) {
            assertEquals(expected.get(i).sequenceNumber(), parts.get(i).sequenceNumber());
            assertEquals(expected.get(i).subSequenceNumber(), parts.get(i).subSequenceNumber());
            assertEquals(expected.get(i).partitionKey(), parts.get(i).partitionKey());
            assertEquals(expected.get(i).aggregated(), parts.get(i).aggregated());
            assertEquals(
                    expected.get(i).approximateArrivalTimestamp(), parts.get(i).approximateArrivalTimestamp());
        }
    }

    @Test
    void records_amongAggregates_areThemselvesInTheirPlace() {
        KinesisClientRecord before = record("6", bytes("before"));
        KinesisClientRecord after = record("8", bytes("after"));

        List<KinesisClientRecord> all = take(new EveryPart(), before, aggregate(), after);

        assertEquals(PARTS + 2, all.size());
        assertEquals(before, all.get(0));
        assertEquals(after, all.get(PARTS + 1));
        assertFalse(all.get(0).aggregated());
    }

    @Test
    void whatLooksLikeAnAggregate_isARecord() {
        byte[] broken = bytes("----not an aggregate, whose sum would be right");
        System.arraycopy(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2}, 0, broken, 0, 4);
        KinesisClientRecord record = record("9", broken);

        assertEquals(List.of(record), take(new EveryPart(), record));
    }

    @Test
    void page_isAListThatTheLibraryMayTakeFrom() {
        List<KinesisClientRecord> page = take(new EveryPart(), aggregate());

        page.remove(0);

        assertEquals(PARTS - 1, page.size());
        assertEquals(List.of(), take(new EveryPart()));
    }

    /** After an exception the library would go on with the page after this one. */
    @Test
    void record_cannotBeTakenApart_isAnError() {
        KinesisClientRecord broken =
                record("1", new byte[0]).toBuilder().data(null).build();

        assertThrows(Error.class, () -> take(new EveryPart(), broken));
    }
}
