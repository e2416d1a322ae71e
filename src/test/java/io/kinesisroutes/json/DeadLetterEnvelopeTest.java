// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
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
                from("direct:split").split(body().tokenize(",")).to("direct:in");
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

    private String fileName(Object body, Map<String, Object> headers) throws Exception {
        envelope(body, headers);
        return getMockEndpoint("mock:dead")
                .getExchanges()
                .get(0)
                .getMessage()
                .getHeader(Exchange.FILE_NAME, String.class);
    }

    /** The headers of a record, and what came. */
    private static Map<String, Object> record(String id, String came) {
        return Map.of(
                "CamelAwsKinesisRecordId",
                id,
                "CamelAwsKinesisShardId",
                "shardId-1",
                "CamelAwsKinesisSequenceNumber",
                "7",
                "CamelAwsKinesisRecordData",
                came.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void process_recordAsItCame_isNamedByItsPlace() throws Exception {
        assertEquals("shardId-1-7.json", fileName("{", record("orders/shardId-1/7", "{")));
        assertEquals("shardId-1-7-0.json", fileName("{", record("orders/shardId-1/7/0", "{")));
        assertEquals("shardId-1-7-1.json", fileName("{", record("orders/shardId-1/7/1", "{")));
    }

    @Test
    void process_partsOfOneRecord_nameDifferentFilesTheSameEachTime() throws Exception {
        Map<String, Object> record = record("orders/shardId-1/7", "{ [");

        String one = fileName("{", record);
        String other = fileName("[", record);

        assertTrue(one.matches("shardId-1-7-\\p{XDigit}{16}\\.json"), one);
        assertNotEquals(one, other);
        assertEquals(one, fileName("{", record));
        assertEquals(other, fileName("[", record));
    }

    @Test
    void process_equalPartsOfASplit_nameDifferentFiles() throws Exception {
        MockEndpoint dead = getMockEndpoint("mock:dead");
        dead.expectedMessageCount(3);

        template().sendBodyAndHeaders("direct:split", "{,{,[", record("orders/shardId-1/7", "{,{,["));

        dead.assertIsSatisfied();
        assertEquals(
                3,
                dead.getExchanges().stream()
                        .map(each -> each.getMessage().getHeader(Exchange.FILE_NAME, String.class))
                        .distinct()
                        .count());
    }

    private static Map<String, Object> file(String path, long modified) {
        return Map.of(
                Exchange.FILE_NAME,
                "in/quakes ${x}.ndjson",
                Exchange.FILE_PATH,
                path,
                Exchange.FILE_LAST_MODIFIED,
                modified);
    }

    @Test
    void process_fromAFile_namesAnotherFileForAnotherRecordAndTheSameForTheSame() throws Exception {
        String name = fileName("{", file("/a/quakes.ndjson", 1));

        assertTrue(name.matches("quakes_+x_\\.ndjson-\\p{XDigit}{16}\\.json"), name);
        assertEquals(name, fileName("{", file("/a/quakes.ndjson", 1)));
        assertNotEquals(name, fileName("[", file("/a/quakes.ndjson", 1)));
        assertNotEquals(name, fileName("{", file("/b/quakes.ndjson", 1)));
        assertNotEquals(name, fileName("{", file("/a/quakes.ndjson", 2)));
    }

    @Test
    void process_fromElsewhere_leavesTheNameOfTheFileToTheDestination() throws Exception {
        assertEquals(null, envelope("{", Map.of()).path("shardId").textValue());
        assertEquals(null, fileName("{", Map.of()));
    }

    @Test
    void process_headersForTheDestinationOfTheRecord_doNotLeadTheLetterThere() throws Exception {
        Map<String, Object> headers = new HashMap<>(record("orders/shardId-1/7", "{"));
        headers.put("CamelHttpUri", "http://receiver");
        headers.put("own", "stays");
        envelope("{", headers);

        Message letter = getMockEndpoint("mock:dead").getExchanges().get(0).getMessage();
        assertEquals(null, letter.getHeader("CamelHttpUri"));
        assertEquals("7", letter.getHeader("CamelAwsKinesisSequenceNumber"));
        assertEquals("stays", letter.getHeader("own"));
    }

    @Test
    void process_bodyThatCanBeReadOnce_isStillThereWhole() throws Exception {
        JsonNode envelope = envelope(new ByteArrayInputStream(NOT_UTF8), Map.of());

        assertArrayEquals(NOT_UTF8, envelope.path("data").binaryValue());
    }
}
