// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.component.KinesisHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final String GOOD = """
            {"stream":"orders","shardId":"shardId-1","sequenceNumber":"7","partitionKey":"k",
             "arrival":"2026-01-31T12:00:00.123Z","reason":"why","pointer":"/a","data":"e30="}""";

    private static Envelope read(String text) throws NotAnEnvelopeException {
        return Envelope.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(String text) throws NotAnEnvelopeException {
        return read(text).id();
    }

    private static Exchange refused(String recordId) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(new byte[] {(byte) 0xE9});
        exchange.getMessage().setHeader(KinesisHeaders.RECORD_ID, recordId);
        exchange.getMessage().setHeader(KinesisHeaders.SHARD_ID, "shardId-1");
        exchange.getMessage().setHeader(KinesisHeaders.SEQUENCE_NUMBER, "7");
        exchange.getMessage().setHeader(KinesisHeaders.PARTITION_KEY, "k");
        exchange.getMessage().setHeader(KinesisHeaders.APPROX_ARRIVAL_TIME, Instant.parse("2026-01-31T12:00:00.123Z"));
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new InvalidRecordException("why", "/a"));
        return exchange;
    }

    @Test
    void read_whatADeadLetterIs_givesTheRecordBack() throws Exception {
        for (String recordId : new String[] {"a/b/stream/x/shardId-1/7", "orders/shardId-1/7/3"}) {
            Exchange exchange = refused(recordId);
            new DeadLetterEnvelope().process(exchange);

            Envelope envelope = Envelope.read(exchange.getMessage().getBody(byte[].class));

            assertEquals(recordId, envelope.origin().recordId());
            assertEquals("shardId-1", envelope.origin().shardId());
            assertEquals("7", envelope.origin().sequenceNumber());
            assertEquals("k", envelope.partitionKey());
            assertEquals(Instant.parse("2026-01-31T12:00:00.123Z"), envelope.arrival());
            assertEquals("why", envelope.reason());
            assertEquals("/a", envelope.pointer());
            assertArrayEquals(new byte[] {(byte) 0xE9}, envelope.data());
        }
    }

    @Test
    void read_notFromAStream_hasNoRecordId() throws NotAnEnvelopeException {
        assertNull(read(GOOD.replace("\"orders\"", "null")).origin().recordId());
    }

    @Test
    void id_sameRecord_isTheSameForAnyReason() throws NotAnEnvelopeException {
        assertEquals(id(GOOD), id(GOOD.replace("why", "another")));
        assertTrue(id(GOOD).matches("[0-9a-f]{64}"));
    }

    @Test
    void id_anotherRecord_isAnother() throws NotAnEnvelopeException {
        for (String other : new String[] {
            GOOD.replace("orders", "other"),
            GOOD.replace("shardId-1", "shardId-2"),
            GOOD.replace("\"7\"", "\"8\""),
            GOOD.replace("\"k\"", "null"),
            GOOD.replace("e30=", "e30K"),
            GOOD.replace("\"7\"", "\"7\",\"subSequenceNumber\":0")
        }) {
            assertNotEquals(id(GOOD), id(other), other);
        }
    }

    @Test
    void read_anythingElse_saysWhatIsWrong() {
        assertWrong("{", "is not JSON: ");
        assertWrong("[]", "is JSON without 'stream', which a dead letter has");
        assertWrong(GOOD.replace("\"reason\"", "\"cause\""), "is JSON without 'reason', which a dead letter has");
        assertWrong(GOOD.replace("\"k\"", "1"), "has a 'partitionKey' that is not text");
        assertWrong(GOOD.replace("\"7\"", "\"seven\""), "has a 'sequenceNumber' that is not a number");
        assertWrong(GOOD.replace("2026", "x"), "has an 'arrival' that is not a time");
        assertWrong(GOOD.replace("e30=", "%"), "has 'data' that is not base64");
        assertWrong(GOOD.replace("\"e30=\"", "null"), "has 'data' that is not base64");
        assertWrong(
                GOOD.replace("\"7\"", "\"7\",\"subSequenceNumber\":\"0\""),
                "has a 'subSequenceNumber' that is not a whole number");
    }

    private static void assertWrong(String text, String message) {
        String said =
                assertThrows(NotAnEnvelopeException.class, () -> read(text)).getMessage();
        assertTrue(said.startsWith(message), said);
    }
}
