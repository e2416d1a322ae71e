// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class DeadLetterEnvelopeTest extends CamelTestSupport {

    private static final byte[] NOT_UTF8 = {'{', '"', (byte) 0xE9, '"', '}'};

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(InvalidRecordException.class)
                        .handled(true)
                        .process(new DeadLetterEnvelope())
                        .to("mock:dead");
                from("direct:in").process(new JsonGate()).to("mock:good");
            }
        };
    }

    private JsonNode envelope(Object body, Map<String, Object> headers) throws Exception {
        MockEndpoint dead = getMockEndpoint("mock:dead");
        dead.reset();
        dead.expectedMessageCount(1);
        template().sendBodyAndHeaders("direct:in", body, headers);
        dead.assertIsSatisfied();
        return new JsonMapper().readTree(dead.getExchanges().get(0).getMessage().getBody(byte[].class));
    }

    @Test
    void process_recordOfAStream_saysWhereItCameFromAndWhatItWas() throws Exception {
        String stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

        JsonNode envelope = envelope(
                NOT_UTF8,
                Map.of(
                        "CamelAwsKinesisRecordId", stream + "/shardId-000000000001/4957",
                        "CamelAwsKinesisShardId", "shardId-000000000001",
                        "CamelAwsKinesisSequenceNumber", "4957",
                        "CamelAwsKinesisPartitionKey", "the-key",
                        "CamelAwsKinesisApproximateArrivalTimestamp", Instant.parse("2026-01-31T12:00:00.123Z")));

        assertEquals(stream, envelope.path("stream").textValue());
        assertEquals("shardId-000000000001", envelope.path("shardId").textValue());
        assertEquals("4957", envelope.path("sequenceNumber").textValue());
        assertEquals("the-key", envelope.path("partitionKey").textValue());
        assertEquals("2026-01-31T12:00:00.123Z", envelope.path("arrival").textValue());
        assertEquals("not UTF-8: malformed at byte 2", envelope.path("reason").textValue());
        assertEquals("", envelope.path("pointer").textValue());
        assertArrayEquals(NOT_UTF8, envelope.path("data").binaryValue());
    }

    private Object fileName(String recordId, Object body) throws Exception {
        envelope(
                body,
                Map.of(
                        "CamelAwsKinesisRecordId", recordId,
                        "CamelAwsKinesisShardId", "shardId-1",
                        "CamelAwsKinesisSequenceNumber", "7"));
        return getMockEndpoint("mock:dead").getExchanges().get(0).getMessage().getHeader(Exchange.FILE_NAME);
    }

    @Test
    void process_sameRecordTwice_namesTheSameFile() throws Exception {
        assertEquals("shardId-1-7.json", fileName("orders/shardId-1/7", "{"));
        assertEquals("shardId-1-7.json", fileName("orders/shardId-1/7", "{"));
    }

    @Test
    void process_recordsOfOneAggregate_nameDifferentFiles() throws Exception {
        assertEquals("shardId-1-7-0.json", fileName("orders/shardId-1/7/0", "{"));
        assertEquals("shardId-1-7-1.json", fileName("orders/shardId-1/7/1", "{"));
    }

    @Test
    void process_notFromAStream_leavesTheNameOfTheFileToTheDestination() throws Exception {
        assertEquals(null, envelope("{", Map.of()).path("shardId").textValue());
        assertEquals(
                null,
                getMockEndpoint("mock:dead").getExchanges().get(0).getMessage().getHeader(Exchange.FILE_NAME));
    }

    @Test
    void process_bodyThatCanBeReadOnce_isStillThereWhole() throws Exception {
        JsonNode envelope = envelope(new ByteArrayInputStream(NOT_UTF8), Map.of());

        assertArrayEquals(NOT_UTF8, envelope.path("data").binaryValue());
    }
}
