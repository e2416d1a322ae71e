// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.faults.KplAggregate;
import io.kinesisroutes.shard.Aggregate.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** What the producer library packs, and what only looks like it; the client library knows better than we do. */
class AggregateTest {

    private static byte[] packed(List<String> keys, List<byte[]> data) {
        KplAggregate aggregate = new KplAggregate();
        for (int i = 0; i < data.size(); i++) {
            aggregate.add(keys.get(i % keys.size()), data.get(i));
        }
        return aggregate.encode();
    }

    private static List<KinesisClientRecord> byTheClientLibrary(byte[] record) {
        KinesisClientRecord whole = KinesisClientRecord.builder()
                .partitionKey("whole")
                .sequenceNumber("1")
                .data(ByteBuffer.wrap(record))
                .build();
        return new AggregatorUtil().deaggregate(List.of(whole));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Property(tries = 200)
    void read_anyAggregate_isWhatTheClientLibraryReads(
            @ForAll @Size(min = 1, max = 5) List<String> keys, @ForAll @Size(min = 1, max = 20) List<byte[]> data) {
        byte[] record = packed(keys, data);

        List<Part> parts = Aggregate.read(record).orElseThrow().parts();

        List<KinesisClientRecord> expected = byTheClientLibrary(record);
        assertEquals(expected.size(), parts.size());
        for (int i = 0; i < parts.size(); i++) {
            assertEquals(expected.get(i).partitionKey(), parts.get(i).partitionKey());
            assertArrayEquals(bytes(expected.get(i).data()), parts.get(i).data());
        }
    }

    @Test
    void read_hashKeysAndTags_areSkipped() throws Exception {
        // partition_key_table k, explicit_hash_key_table 7, records of key 0, hash key 0, data ab and a tag t
        byte[] message = hex("0a016b" + "120137" + "1a0d" + "0800" + "1000" + "1a026162" + "22030a0174");

        List<Part> parts = Aggregate.read(withSum(message)).orElseThrow().parts();

        assertEquals(1, parts.size());
        assertEquals("k", parts.get(0).partitionKey());
        assertEquals("ab", new String(parts.get(0).data(), StandardCharsets.UTF_8));
    }

    @Test
    void read_noSuchMessageWithTheRightSum_isNone() throws Exception {
        for (String message : List.of(
                "0a", // ends in a field
                "0a056b", // shorter than it says
                "0aFFFFFFFFFFFFFFFFFFFF01", // a length that does not end
                "0aFFFFFFFFFFFFFFFFFF01", // a negative length
                "0b", // a type that is none
                "0a016b" + "1a03" + "1a0161", // a record without a key
                "0a016b" + "1a02" + "0800", // a record without data
                "0a016b" + "1a05" + "0801" + "1a0161", // a key that is not in the table
                "0a016b" + "1a0e" + "08FFFFFFFFFFFFFFFFFF01" + "1a0161")) { // a negative one
            assertEquals(Optional.empty(), Aggregate.read(withSum(hex(message))), message);
        }
    }

    @Test
    void read_anyByteChangedOrTheEndCutOff_isNone() {
        byte[] record = packed(List.of("k", "l"), List.of(new byte[] {1, 2, 3}, new byte[0]));

        for (int i = 0; i < record.length; i++) {
            byte[] changed = record.clone();
            changed[i] ^= 1;
            assertTrue(Aggregate.read(changed).isEmpty(), "byte " + i);
            assertTrue(Aggregate.read(Arrays.copyOf(record, i)).isEmpty(), i + " bytes");
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] withSum(byte[] message) throws Exception {
        ByteBuffer record = ByteBuffer.allocate(4 + message.length + 16);
        record.put(hex("f3899ac2"))
                .put(message)
                .put(MessageDigest.getInstance("MD5").digest(message));
        return record.array();
    }
}
